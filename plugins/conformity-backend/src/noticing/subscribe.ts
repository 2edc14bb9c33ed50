import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { EvaluationRequests } from '../EvaluationRequests';
import { CatalogComparison } from './CatalogComparison';

// Between the end of a scaffolder task and its entity in the catalog.
const SETTLING_MS = 3000;

/**
 * Hears of changes as they happen. Events are best effort: what is lost here,
 * the comparison, the sweep and the poll of the hosts make up for.
 */
export async function subscribe(options: {
  events: EventsService;
  requests: EvaluationRequests;
  comparison: CatalogComparison;
  logger: LoggerService;
}): Promise<void> {
  const { events, requests, comparison, logger } = options;
  const inBackground = (what: string, work: Promise<unknown>) =>
    work.catch(error =>
      logger.warn(`Could not follow ${what}; it will be noticed later`, error),
    );

  await events.subscribe({
    id: 'push',
    topics: ['repository.push'],
    onEvent: async ({ eventPayload }) => {
      const url = (eventPayload as { url?: unknown } | undefined)?.url;
      if (typeof url === 'string' && url) {
        await inBackground(`a push to ${url}`, requests.forRepository(url));
      }
    },
  });

  await events.subscribe({
    id: 'created',
    topics: ['golden-path.created'],
    onEvent: async ({ eventPayload }) => {
      const ref = (eventPayload as { entityRef?: unknown } | undefined)
        ?.entityRef;
      if (typeof ref === 'string' && ref) {
        // Not awaited: the publisher need not wait for the catalog.
        inBackground(`the creation of ${ref}`, comparison.expect(ref));
      }
    },
  });

  await events.subscribe({
    id: 'task',
    topics: ['scaffolder.task'],
    onEvent: async ({ eventPayload }) => {
      const { status } = (eventPayload ?? {}) as { status?: unknown };
      if (status === 'completed') {
        setTimeout(
          () => inBackground('a scaffolder task', comparison.run()),
          SETTLING_MS,
        ).unref();
      }
    },
  });
}
