import type { LoggerService } from '@backstage/backend-plugin-api';
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
  prompts: PromptService;
  logger: LoggerService;
}

/** Events that surveys may ask about right after, by the topics that other plugins document. */
const TOPICS = {
  /** Not when it was created: how that was is known once it works. */
  works: 'golden-path.first-green',
  upgraded: 'golden-path.upgraded',
  changed: 'conformity.outcome-changed',
};

/**
 * Notes who went through something that a survey asks about. Best effort: an
 * event that is missed is a question that is not asked.
 *
 * Who created a service or had it upgraded is known. Who fixed a check often is;
 * where not, it is noted for all owners of the component, and asked of those who
 * look at it, see `PromptsApi.next`.
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
      if (topic === TOPICS.works) await this.#works(payload);
      if (topic === TOPICS.upgraded) await this.#upgraded(payload);
      if (topic === TOPICS.changed) await this.#changed(payload);
    } catch (error) {
      this.#options.logger.warn(
        `Nobody is asked about an event of ${topic}: ${error}`,
      );
    }
  }

  async #works({ entityRef, user }: Record<string, unknown>) {
    if (typeof entityRef !== 'string' || !isUser(user)) return;
    await this.#options.prompts.happened('service-created', [
      { userRef: user, subject: entityRef, isKnown: true },
    ]);
  }

  async #upgraded({ entityRef, openedBy }: Record<string, unknown>) {
    if (typeof entityRef !== 'string' || !isUser(openedBy)) return;
    await this.#options.prompts.happened('upgrade-merged', [
      { userRef: openedBy, subject: entityRef, isKnown: true },
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
      .map(({ entityRef, user }): { subject: string; user: unknown } => ({
        subject: entityRef,
        user,
      }));
    const owned = fixed.filter(({ user }) => !isUser(user));
    await this.#options.prompts.happened('check-fixed', [
      ...fixed.flatMap(({ subject, user }) =>
        isUser(user) ? [{ userRef: user, subject, isKnown: true }] : [],
      ),
      ...(await this.#ownersOf(owned.map(({ subject }) => subject))),
    ]);
  }

  async #ownersOf(subjects: string[]) {
    if (subjects.length === 0) return [];
    const [owners, people] = await Promise.all([
      ownersOfRefs(this.#options, subjects),
      CatalogPeople.read(this.#options),
    ]);
    return subjects.flatMap(subject =>
      [...people.peopleOf(new Set(owners.get(subject) ?? []))].map(userRef => ({
        ...{ userRef, subject, isKnown: false },
      })),
    );
  }
}

function isUser(ref: unknown): ref is string {
  return typeof ref === 'string' && ref.startsWith('user:');
}
