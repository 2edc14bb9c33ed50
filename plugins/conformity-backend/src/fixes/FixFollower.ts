import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { FixProposal } from '@waymark-idp/plugin-conformity-common';
import { Proposals } from '@waymark-idp/plugin-repositories-node';
import { FixStore } from '../database/FixStore';
import { EvaluationRequests } from '../EvaluationRequests';

const STATES: readonly unknown[] = ['open', 'merged', 'closed'];

/**
 * Keeps the state of fixes as their hosts have it. What is merged is evaluated
 * again, also where nothing tells of the push.
 */
export class FixFollower {
  readonly #options: Parameters<typeof FixFollower.create>[0];

  static create(options: {
    fixes: FixStore;
    proposals: Proposals;
    requests: EvaluationRequests;
    events: EventsService;
    scheduler: SchedulerService;
    logger: LoggerService;
  }): FixFollower {
    return new FixFollower(options);
  }

  private constructor(options: Parameters<typeof FixFollower.create>[0]) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { events, scheduler, logger } = this.#options;
    await events.subscribe({
      id: 'fix-proposal',
      topics: ['repository.proposal'],
      onEvent: async ({ eventPayload }) => {
        const { url, state } = (eventPayload ?? {}) as {
          url?: unknown;
          state?: unknown;
        };
        if (typeof url === 'string' && STATES.includes(state)) {
          await this.#setState(url, state as FixProposal['state']).catch(
            error =>
              logger.warn(`The state of ${url} will be noticed later`, error),
          );
        }
      },
    });
    await scheduler.scheduleTask({
      id: 'conformity-fixes',
      frequency: { minutes: 5 },
      timeout: { minutes: 5 },
      initialDelay: { seconds: 30 },
      fn: () => this.#refresh(),
    });
  }

  /** Asks the hosts of all that are open: events can be lost. */
  async #refresh(): Promise<void> {
    const { fixes, proposals, logger } = this.#options;
    for (const url of await fixes.listOpen()) {
      try {
        await this.#setState(url, (await proposals.get(url)).state);
      } catch (error) {
        if ((error as Error).name === 'NotFoundError') {
          await this.#setState(url, 'closed');
        } else {
          logger.debug(`How far ${url} is cannot be told: ${error}`);
        }
      }
    }
  }

  async #setState(url: string, state: FixProposal['state']): Promise<void> {
    const fix = await this.#options.fixes.setState(url, state);
    if (fix?.state === 'merged') {
      await this.#options.requests.forComponents([fix.entityRef]);
    }
  }
}
