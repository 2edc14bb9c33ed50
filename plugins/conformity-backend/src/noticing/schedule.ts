import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { standardsDigestAt } from '@waymark-idp/plugin-conformity-node';
import { EvaluationRequests } from '../EvaluationRequests';
import { StandardsAnnouncer } from '../standards/StandardsAnnouncer';
import { DefaultStandardsSource } from '../standards/StandardsSource';
import { CampaignSweep } from '../campaigns/CampaignSweep';
import { WaiverSweep } from '../waivers/WaiverSweep';
import { FleetStore } from '../database/FleetStore';
import { WantedStore } from '../database/WantedStore';
import { placesOf } from '../service/placesOf';
import { CatalogComparison } from './CatalogComparison';
import { GraphChanges } from './GraphChanges';

/** How often to look for what no event tells. */
export async function schedule(options: {
  config: Config;
  scheduler: SchedulerService;
  comparison: CatalogComparison;
  graphChanges: GraphChanges;
  standards: DefaultStandardsSource;
  announcer: StandardsAnnouncer;
  requests: EvaluationRequests;
  fleetStore: FleetStore;
  wantedStore: WantedStore;
  waivers: WaiverSweep;
  campaigns: CampaignSweep;
  logger: LoggerService;
}): Promise<void> {
  const { config, scheduler, comparison, standards, requests, logger } =
    options;
  const { announcer, graphChanges, waivers, campaigns } = options;
  const { fleetStore, wantedStore } = options;
  const duration = (key: string, byDefault: HumanDuration) =>
    config.has(key) ? readDurationFromConfig(config, { key }) : byDefault;

  const digestNow = () => standardsDigestAt(standards.current(), new Date());

  await scheduler.scheduleTask({
    id: 'conformity-catalog-comparison',
    frequency: duration('conformity.catalogPoll', { seconds: 30 }),
    timeout: { minutes: 10 },
    initialDelay: { seconds: 3 },
    fn: async () => {
      await comparison.run();
      // Who has left it was somebody's dependency.
      await graphChanges.run();
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
        await announcer.announce();
        const refs = await requests.forOtherStandards(digestNow());
        logger.info(`The standards changed: ${refs.length} components wanted`);
      }
    },
  });

  await scheduler.scheduleTask({
    id: 'conformity-sweep',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 5 },
    fn: async () => {
      // Also where a check is enforced from today on.
      await requests.forOtherStandards(digestNow());
      await graphChanges.run();
      await requests.forDue();
    },
  });

  await scheduler.scheduleTask({
    id: 'conformity-waivers',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 10 },
    fn: async () => {
      await waivers.run();
    },
  });

  await scheduler.scheduleTask({
    id: 'conformity-campaigns',
    frequency: { minutes: 10 },
    timeout: { minutes: 10 },
    initialDelay: { seconds: 15 },
    fn: async () => {
      await campaigns.run();
    },
  });

  // The day's row of each group, as it stands; the last one of a day stays.
  await scheduler.scheduleTask({
    id: 'conformity-rollup',
    frequency: { minutes: 10 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 20 },
    fn: async () => {
      await fleetStore.rollUp(
        new Date().toISOString().slice(0, 10),
        placesOf(standards.current().standards),
      );
    },
  });

  const retention = duration('conformity.retention', { days: 30 });
  await scheduler.scheduleTask({
    id: 'conformity-retention',
    frequency: { hours: 1 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 1 },
    fn: async () => {
      const removed = await wantedStore.removeGone(
        durationToMilliseconds(retention) / 1000,
      );
      if (removed.length > 0) {
        logger.info(
          `Removed what was known of ${removed.length} components that left the catalog`,
        );
      }
    },
  });
}
