import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { EvaluationRequests } from '../EvaluationRequests';
import { FolderStandardsSource } from '../standards/StandardsSource';
import { CatalogComparison } from './CatalogComparison';

/** How often to look for what no event tells. */
export async function schedule(options: {
  config: Config;
  scheduler: SchedulerService;
  comparison: CatalogComparison;
  standards: FolderStandardsSource;
  requests: EvaluationRequests;
  logger: LoggerService;
}): Promise<void> {
  const { config, scheduler, comparison, standards, requests, logger } =
    options;
  const duration = (key: string, byDefault: HumanDuration) =>
    config.has(key) ? readDurationFromConfig(config, { key }) : byDefault;

  await scheduler.scheduleTask({
    id: 'conformity-catalog-comparison',
    frequency: duration('conformity.catalogPoll', { seconds: 30 }),
    timeout: { minutes: 10 },
    initialDelay: { seconds: 3 },
    fn: async () => {
      await comparison.run();
    },
  });

  // In every replica: each has its own copy of the standards in memory.
  await scheduler.scheduleTask({
    id: 'conformity-standards',
    scope: 'local',
    frequency: duration('conformity.standardsPoll', { seconds: 15 }),
    timeout: { minutes: 1 },
    fn: async () => {
      if (await standards.refresh()) {
        const { digest } = standards.current();
        const refs = await requests.forOtherStandards(digest);
        logger.info(`The standards changed: ${refs.length} components wanted`);
      }
    },
  });

  const repositoryPoll = duration('conformity.repositoryPoll', { hours: 1 });
  await scheduler.scheduleTask({
    id: 'conformity-sweep',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 5 },
    fn: async () => {
      await requests.forOtherStandards(standards.current().digest);
      await requests.forOlderThan(
        durationToMilliseconds(repositoryPoll) / 1000,
      );
      await requests.forMissed();
    },
  });
}
