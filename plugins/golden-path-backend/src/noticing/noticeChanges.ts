import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  GoldenPathCreated,
  goldenPathCreatedTopic,
  RepositoryProposal,
  repositoryProposalTopic,
  RepositoryPush,
  repositoryPushTopic,
} from '@waymark-idp/plugin-golden-path-common';
import { FirstGreenBuilds } from '../conformity/FirstGreenBuilds';
import { AdoptionStore } from '../database/DatabaseAdoptionStore';
import { OriginStore } from '../database/OriginStore';
import { DriftChecker } from '../drift/DriftChecker';
import { questionOf } from '../drift/questionOf';
import { OriginIndex } from '../origins/OriginIndex';
import { RolloutRunner } from '../rollouts/RolloutRunner';
import { UpgradeFollower } from '../upgrades/UpgradeFollower';
import { TemplateVersions } from '../versions/TemplateVersions';

/** A host is asked for the commit at least this often, push or no push. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** Compares repositories when something that they depend on may have changed. */
export async function noticeChanges(options: {
  scheduler: SchedulerService;
  events: EventsService;
  logger: LoggerService;
  store: OriginStore;
  versions: TemplateVersions;
  index: OriginIndex;
  checker: DriftChecker;
  follower: UpgradeFollower;
  adoption: AdoptionStore;
  builds: FirstGreenBuilds;
  runner: RolloutRunner;
}): Promise<void> {
  const {
    scheduler,
    events,
    logger,
    store,
    versions,
    index,
    checker,
    follower,
    adoption,
    builds,
    runner,
  } = options;
  await scheduler.scheduleTask({
    id: 'golden-path-drift',
    frequency: { minutes: 1 },
    initialDelay: { seconds: 10 },
    timeout: { minutes: 30 },
    async fn() {
      await versions.refresh();
      await index.refresh();
      const known = [...(await versions.list())];
      await store.wantOtherThan(
        new Map(known.map(([ref, list]) => [ref, questionOf(ref, list)])),
      );
      await store.want({ before: new Date(Date.now() - DAY_MS) });
      await checker.run();
      await adoption.refresh();
    },
  });

  // What events tell, asked of those who know it: events can be lost.
  await scheduler.scheduleTask({
    id: 'golden-path-reconciliation',
    frequency: { minutes: 10 },
    initialDelay: { seconds: 30 },
    timeout: { minutes: 30 },
    async fn() {
      await follower.refresh();
      await builds.refresh();
    },
  });

  await scheduler.scheduleTask({
    id: 'golden-path-rollouts',
    frequency: { minutes: 1 },
    initialDelay: { seconds: 20 },
    timeout: { minutes: 30 },
    fn: () => runner.run(),
  });

  const inBackground = (work: Promise<unknown>) => {
    work.catch(error =>
      logger.warn(`Drift is compared later: ${(error as Error).message}`),
    );
  };
  await events.subscribe({
    id: 'golden-path-push',
    topics: [repositoryPushTopic],
    async onEvent({ eventPayload }) {
      const { url } = eventPayload as RepositoryPush;
      if ((await store.want({ sourceUrl: url })) > 0) {
        inBackground(checker.run());
      }
    },
  });
  await events.subscribe({
    id: 'golden-path-created',
    topics: [goldenPathCreatedTopic],
    async onEvent({ eventPayload }) {
      const { entityRef, template, user } = eventPayload as GoldenPathCreated;
      await adoption.created(
        entityRef,
        template.toLocaleLowerCase('en-US'),
        user,
      );
      inBackground(index.expect(entityRef).then(() => checker.run()));
    },
  });
  await events.subscribe({
    id: 'golden-path-proposal',
    topics: [repositoryProposalTopic],
    async onEvent({ eventPayload }) {
      const { url, state } = eventPayload as RepositoryProposal;
      await follower.setState(url, state);
    },
  });
}
