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
import { UrlReaderRepositoryReader } from '@waymark-idp/plugin-repositories-node';
import { createExplainFailingChecksAction } from './actions/createExplainFailingChecksAction';
import { createGetScorecardAction } from './actions/createGetScorecardAction';
import { DatabaseEvaluationStore } from './database/DatabaseEvaluationStore';
import { DatabaseScoreStore } from './database/DatabaseScoreStore';
import { DatabaseWantedStore } from './database/DatabaseWantedStore';
import { migrate } from './database/migrate';
import { EvaluationPublisher } from './evaluation/EvaluationPublisher';
import { EvaluationWorker } from './evaluation/EvaluationWorker';
import { DefaultEvaluator } from './evaluation/Evaluator';
import { EvaluationRequests } from './EvaluationRequests';
import { CatalogComparison } from './noticing/CatalogComparison';
import { schedule } from './noticing/schedule';
import { subscribe } from './noticing/subscribe';
import { PgBossEvaluationQueue } from './queue/EvaluationQueue';
import { createRouter } from './routes/createRouter';
import { Access } from './service/Access';
import { DefaultFleetService } from './service/FleetService';
import { DefaultScorecardService } from './service/ScorecardService';
import { DefaultStandardService } from './service/StandardService';
import { FolderStandardsSource } from './standards/StandardsSource';

// Batches of evaluations at a time, in each replica.
const WORKERS = 2;

/**
 * Evaluates the components of the catalog against standards, and serves their
 * scorecards.
 *
 * @public
 */
export const conformityPlugin = createBackendPlugin({
  pluginId: 'conformity',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
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
      },
      async init(deps) {
        const { auth, catalog, config, database, events, logger } = deps;
        const integrations = ScmIntegrations.fromConfig(config);

        // What is in force, and what is known
        const standards = await FolderStandardsSource.create(deps);
        const knex = await database.getClient();
        await migrate(database, knex);
        const wanted = DatabaseWantedStore.create({ knex });
        const evaluations = DatabaseEvaluationStore.create({ knex });
        const scores = DatabaseScoreStore.create({ knex });

        // How an evaluation is asked for
        const queue = PgBossEvaluationQueue.create({ knex, logger });
        await queue.start();
        const requests = EvaluationRequests.create({
          knex,
          store: wanted,
          queue,
        });

        // How it is done
        const worker = EvaluationWorker.create({
          store: evaluations,
          evaluator: DefaultEvaluator.create({
            catalog,
            auth,
            standards,
            reader: UrlReaderRepositoryReader.create({
              urlReader: deps.urlReader,
              integrations,
              logger,
            }),
          }),
          publisher: EvaluationPublisher.create(deps),
          logger,
        });
        await queue.work(
          (entityRef, signal) => worker.evaluate(entityRef, signal),
          { workers: WORKERS },
        );
        deps.lifecycle.addShutdownHook(() => queue.stop());

        // How a reason for one is noticed
        const comparison = CatalogComparison.create({
          catalog,
          auth,
          store: wanted,
          requests,
          logger,
        });
        await subscribe({ events, requests, comparison, logger });
        await schedule({ ...deps, standards, comparison, requests });

        // What others see of it
        const access = Access.create(deps);
        const scorecards = DefaultScorecardService.create({
          access,
          scores,
          requests,
          standards,
          integrations,
        });
        deps.permissionsRegistry.addPermissions(conformityPermissions);
        deps.httpRouter.use(
          createRouter({
            httpAuth: deps.httpAuth,
            scorecards,
            fleet: DefaultFleetService.create({ access, scores, standards }),
            standards: DefaultStandardService.create({
              access,
              scores,
              standards,
            }),
          }),
        );
        createGetScorecardAction({ ...deps, scorecards });
        createExplainFailingChecksAction({ ...deps, scorecards });
      },
    });
  },
});
