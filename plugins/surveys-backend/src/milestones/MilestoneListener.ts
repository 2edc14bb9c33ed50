import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventParams, EventsService } from '@backstage/plugin-events-node';
import type { DatabaseMilestoneStore } from '../stores/DatabaseMilestoneStore';

/** By topic, where the event has the version of a template. */
const VERSION_IN = new Map([
  ['golden-path.created', 'version'],
  ['golden-path.upgraded', 'to'],
]);

/**
 * Notes when a version of a template was first used: that is when people first
 * met it. Best effort, as every event.
 */
export class MilestoneListener {
  readonly #options: MilestoneListenerOptions;

  static create(options: MilestoneListenerOptions) {
    return new MilestoneListener(options);
  }

  private constructor(options: MilestoneListenerOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#options.events.subscribe({
      id: 'surveys-milestones',
      topics: [...VERSION_IN.keys()],
      onEvent: params => this.#onEvent(params),
    });
  }

  async #onEvent({ topic, eventPayload }: EventParams): Promise<void> {
    const payload = (eventPayload ?? {}) as Record<string, unknown>;
    const version = payload[VERSION_IN.get(topic)!];
    const { template } = payload;
    if (typeof template !== 'string' || typeof version !== 'string') return;
    const { milestones, logger, now } = this.#options;
    try {
      await milestones.insert({
        kind: 'template-version',
        title: `${template.split('/').pop()} ${version}`.slice(0, 200),
        happenedAt: now(),
        createdBy: 'plugin:surveys',
        heard: `${template}@${version}`,
      });
    } catch (error) {
      logger.warn(
        `That ${template} ${version} is in use was not noted for trends: ${error}`,
      );
    }
  }
}

/** What the milestone listener works with. */
export interface MilestoneListenerOptions {
  events: EventsService;
  milestones: DatabaseMilestoneStore;
  logger: LoggerService;
  now: () => Date;
}
