import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { EventParams, EventsService } from '@backstage/plugin-events-node';
import {
  type CatalogAccess,
  CatalogPeople,
  ownersOfRefs,
} from '../audience/catalogPeople';
import type { PromptService } from './PromptService';

/** What the prompt listener works with. */
export interface PromptListenerOptions extends CatalogAccess {
  events: EventsService;
  discovery: DiscoveryService;
  auth: AuthService;
  prompts: PromptService;
  logger: LoggerService;
}

/** Events that surveys may ask about right after, by the topics that other plugins document. */
const TOPICS = {
  created: 'golden-path.created',
  upgraded: 'golden-path.upgraded',
  changed: 'conformity.outcome-changed',
};

/**
 * Notes who went through something that a survey asks about. Best effort: an
 * event that is missed is a question that is not asked.
 *
 * Who created a service or had it upgraded is known. Who fixed a check is not:
 * that is noted for all owners of the component, and asked of those who look at
 * it, see `PromptsApi.next`.
 */
export class PromptListener {
  readonly #options: PromptListenerOptions;

  static create(options: PromptListenerOptions) {
    return new PromptListener(options);
  }

  private constructor(options: PromptListenerOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#options.events.subscribe({
      id: 'surveys-prompts',
      topics: Object.values(TOPICS),
      onEvent: params => this.#onEvent(params),
    });
  }

  async #onEvent({ topic, eventPayload }: EventParams): Promise<void> {
    const payload = (eventPayload ?? {}) as Record<string, unknown>;
    try {
      if (topic === TOPICS.created) await this.#created(payload);
      if (topic === TOPICS.upgraded) await this.#upgraded(payload);
      if (topic === TOPICS.changed) await this.#changed(payload);
    } catch (error) {
      this.#options.logger.warn(
        `Nobody is asked about an event of ${topic}: ${error}`,
      );
    }
  }

  async #created({ entityRef, taskId }: Record<string, unknown>) {
    if (typeof entityRef !== 'string' || typeof taskId !== 'string') return;
    const userRef = await this.#creatorOf(taskId);
    if (!userRef) return;
    await this.#options.prompts.happened('service-created', [
      { userRef, subject: entityRef },
    ]);
  }

  async #upgraded({ entityRef, openedBy }: Record<string, unknown>) {
    if (typeof entityRef !== 'string' || !isUser(openedBy)) return;
    await this.#options.prompts.happened('upgrade-merged', [
      { userRef: openedBy, subject: entityRef },
    ]);
  }

  async #changed({ components }: Record<string, unknown>) {
    const fixed = (Array.isArray(components) ? components : [])
      .filter(({ changes }) =>
        changes?.some(
          (change: { from?: string; to?: string }) =>
            change.from === 'failed' && change.to === 'passed',
        ),
      )
      .map(({ entityRef }): string => entityRef);
    if (fixed.length === 0) return;
    const [owners, people] = await Promise.all([
      ownersOfRefs(this.#options, fixed),
      CatalogPeople.read(this.#options),
    ]);
    await this.#options.prompts.happened(
      'check-fixed',
      fixed.flatMap(subject =>
        [...people.peopleOf(new Set(owners.get(subject) ?? []))].map(
          userRef => ({ userRef, subject }),
        ),
      ),
    );
  }

  /** Who ran the task, as the scaffolder has it; undefined for a service. */
  async #creatorOf(taskId: string): Promise<string | undefined> {
    const { auth, discovery } = this.#options;
    const [baseUrl, { token }] = await Promise.all([
      discovery.getBaseUrl('scaffolder'),
      auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'scaffolder',
      }),
    ]);
    const response = await fetch(
      `${baseUrl}/v2/tasks/${encodeURIComponent(taskId)}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    if (!response.ok) {
      throw new Error(`the scaffolder answered ${response.status}`);
    }
    const { createdBy } = await response.json();
    return isUser(createdBy) ? createdBy : undefined;
  }
}

function isUser(ref: unknown): ref is string {
  return typeof ref === 'string' && ref.startsWith('user:');
}
