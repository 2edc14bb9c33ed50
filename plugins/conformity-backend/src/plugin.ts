import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { conformityPermissions } from '@waymark-idp/plugin-conformity-common';
import { conformityCollectorsExtensionPoint } from '@waymark-idp/plugin-conformity-node';
import {
  DefaultProposals,
  UrlReaderRepositoryReader,
} from '@waymark-idp/plugin-repositories-node';
import { createExplainFailingChecksAction } from './actions/createExplainFailingChecksAction';
import { createGetScorecardAction } from './actions/createGetScorecardAction';
import { DefaultBadgeService } from './badges/BadgeService';
import { createCampaigns } from './campaigns/createCampaigns';
import { CollectorRegistry } from './collectors/CollectorRegistry';
import { createCollectors } from './collectors/createCollectors';
import { DatabaseEvaluationStore } from './database/DatabaseEvaluationStore';
import { DatabaseFixStore } from './database/DatabaseFixStore';
import { DatabaseGraphStore } from './database/DatabaseGraphStore';
import { DatabaseFleetStore } from './database/DatabaseFleetStore';
import { DatabaseOutcomeStore } from './database/DatabaseOutcomeStore';
import { DatabaseScoreStore } from './database/DatabaseScoreStore';
import { DatabaseStandardFileStore } from './database/DatabaseStandardFileStore';
import { DatabaseWantedStore } from './database/DatabaseWantedStore';
import { migrate } from './database/migrate';
import { startEvaluations } from './evaluation/startEvaluations';
import { EvaluationThreads } from './evaluation/threads/EvaluationThreads';
import { EvaluationRequests } from './EvaluationRequests';
import { createFixes } from './fixes/createFixes';
import { DefaultFixers } from './fixes/Fixers';
import { GraphInputSource } from './inputs/GraphInputSource';
import { AnyInputSource } from './inputs/InputSource';
import { CatalogComparison } from './noticing/CatalogComparison';
import { GraphChanges } from './noticing/GraphChanges';
import { lookAfterSecondsOf } from './noticing/lookAfterSecondsOf';
import { schedule } from './noticing/schedule';
import { subscribe } from './noticing/subscribe';
import { DefaultPreviewService } from './previews/PreviewService';
import { DefaultStandardsPreviewService } from './previews/StandardsPreviewService';
import { DefaultSnapshotService } from './previews/SnapshotService';
import { PgBossEvaluationQueue } from './queue/EvaluationQueue';
import { createRouter } from './routes/createRouter';
import { Access } from './service/Access';
import { DefaultFleetService } from './service/FleetService';
import { readLevelTitles } from './service/levelTitles';
import { DefaultScorecardService } from './service/ScorecardService';
import { DefaultStandardService } from './service/StandardService';
import { DefaultTrendService } from './service/TrendService';
import { StandardsAnnouncer } from './standards/StandardsAnnouncer';
import { DefaultStandardsSource } from './standards/StandardsSource';
import { createWaivers } from './waivers/createWaivers';

/**
 * Evaluates the components of the catalog against standards, and serves their
 * scorecards.
 *
 * @public
 */
export const conformityPlugin = createBackendPlugin({
  pluginId: 'conformity',
  register(env) {
    const collectors = CollectorRegistry.create();
    env.registerExtensionPoint(conformityCollectorsExtensionPoint, {
      addCollector: collector => collectors.add(collector),
    });
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auth, catalog, config, database, events, logger } = deps;
        const integrations = ScmIntegrations.fromConfig(config);

        // What is in force, and what is known
        const knex = await database.getClient();
        await migrate(database, knex);
        const standardFiles = DatabaseStandardFileStore.create({ knex });
        const standards = await DefaultStandardsSource.create({
          ...deps,
          store: standardFiles,
        });
        const announcer = StandardsAnnouncer.create({
          ...deps,
          standards,
          store: standardFiles,
        });
        await announcer.announce();
        const lookAfterSeconds = lookAfterSecondsOf(config);
        const wanted = DatabaseWantedStore.create({ knex, lookAfterSeconds });
        const declared = DatabaseGraphStore.create({ knex });
        const scores = DatabaseScoreStore.create({ knex });
        const fleetStore = DatabaseFleetStore.create({ knex });

        // How an evaluation is asked for
        const queue = PgBossEvaluationQueue.create({ knex, logger });
        await queue.start();
        const requests = EvaluationRequests.create({
          knex,
          store: wanted,
          graph: declared,
          queue,
        });

        // What is agreed on beside the checks
        const access = Access.create(deps);
        const agreed = { ...deps, access, integrations, knex, scores };
        const waivers = createWaivers({ ...agreed, requests, standards });
        const campaigns = createCampaigns({ ...agreed, standards });

        // What it takes besides tree, entity and standards
        const told = createCollectors({ ...agreed, collectors, requests });
        await told.schedule(deps.scheduler);
        const graph = GraphInputSource.create({ store: declared, standards });
        const inputSources: AnyInputSource[] = [
          graph,
          waivers.inputs,
          told.inputs,
        ];

        // How it is done
        const graphChanges = GraphChanges.create({ graph, requests, logger });
        const evaluations = DatabaseEvaluationStore.create({
          knex,
          lookAfterSeconds,
          onDeclarationsChanged: (_refs, trx) =>
            graphChanges.onDeclarationsChanged(trx),
          onWriting: results =>
            waivers.repositories.takeIn(results, new Date()),
        });
        const reader = UrlReaderRepositoryReader.create({
          urlReader: deps.urlReader,
          integrations,
          logger,
        });
        const proposals = DefaultProposals.create({ integrations });
        const fixStore = DatabaseFixStore.create({ knex });
        const threads = EvaluationThreads.create({ logger });
        await startEvaluations({
          ...deps,
          evaluations,
          fixers: DefaultFixers.create({
            ...agreed,
            fixes: fixStore,
            proposals,
          }),
          inputSources,
          queue,
          reader,
          standards,
          threads,
        });
        deps.lifecycle.addShutdownHook(async () => {
          await queue.stop();
          await threads.stop();
        });

        // How a reason for one is noticed
        const comparison = CatalogComparison.create({
          catalog,
          auth,
          store: wanted,
          requests,
          logger,
        });
        await subscribe({ events, requests, comparison, logger });
        await schedule({
          ...deps,
          standards,
          announcer,
          comparison,
          graphChanges,
          requests,
          fleetStore,
          wantedStore: wanted,
          waivers: waivers.sweep,
          campaigns: campaigns.sweep,
        });

        // What fixes what it found
        const fixes = await createFixes({
          ...agreed,
          inputSources,
          fixes: fixStore,
          proposals,
          reader,
          requests,
          standards,
        });

        // What others see of it
        const scorecards = DefaultScorecardService.create({
          access,
          scores,
          requests,
          standards,
          integrations,
        });
        const fleet = DefaultFleetService.create({
          ...deps,
          access,
          scores,
          fleet: fleetStore,
          standards,
        });
        const trends = DefaultTrendService.create({
          access,
          fleet: fleetStore,
        });
        const standardReports = DefaultStandardService.create({
          access,
          scores,
          standards,
          levels: readLevelTitles(config),
        });
        deps.permissionsRegistry.addPermissions(conformityPermissions);
        deps.httpRouter.use(
          createRouter({
            httpAuth: deps.httpAuth,
            auditor: deps.auditor,
            scorecards,
            fleet,
            trends,
            standards: standardReports,
            collectors: told.service,
            waivers: waivers.service,
            campaigns: campaigns.service,
            fixes,
            previews: DefaultPreviewService.create({
              access,
              collectors,
              standards,
              inputSources,
              threads,
            }),
            standardsPreviews: DefaultStandardsPreviewService.create({
              access,
              catalog,
              concurrency:
                config.getOptionalNumber(
                  'conformity.contributions.previewConcurrency',
                ) ?? 4,
              inputSources,
              outcomes: DatabaseOutcomeStore.create({ knex }),
              reader,
              standards,
              threads,
            }),
            snapshots: DefaultSnapshotService.create({
              access,
              scores,
              standards,
              inputSources,
            }),
            badges: DefaultBadgeService.create({ ...deps, access, scores }),
          }),
        );
        // Whoever has a signed address may see the badge: README files can.
        deps.httpRouter.addAuthPolicy({
          path: '/badges',
          allow: 'unauthenticated',
        });
        // Editors have no token, and the form of a standard is no secret.
        deps.httpRouter.addAuthPolicy({
          path: '/schema',
          allow: 'unauthenticated',
        });
        createGetScorecardAction({ ...deps, scorecards });
        createExplainFailingChecksAction({ ...deps, scorecards });
      },
    });
  },
});
