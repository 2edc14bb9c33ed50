import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  scaffolderActionsExtensionPoint,
  scaffolderServiceRef,
} from '@backstage/plugin-scaffolder-node';
import {
  createAdoptGoldenPathAction,
  createDiscardRepositoryAction,
  createProposeContributionAction,
  createPublishers,
  createPublishRepositoryAction,
  createRecordAnswersAction,
} from './actions';
import { DefaultProposals } from '@waymark-idp/plugin-repositories-node';
import { createAdopter } from './adoption';
import { RepositoryClaims, RepositoryDiscarder } from './claims';
import { PlatformRepository } from './contributions';
import {
  applyMigrations,
  DatabaseCreationStore,
  DatabaseRepositoryClaimStore,
} from './database';
import { createIsTaskOver, TaskEndListener } from './tasks';

/**
 * The scaffolder actions of the golden path: `golden-path:record`,
 * `publish:repository`, `repository:discard`, `platform:propose`,
 * `golden-path:adopt`.
 *
 * @public
 */
export const scaffolderModuleGoldenPath = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'golden-path',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        scaffolder: scaffolderServiceRef,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init({ actions, database, ...services }) {
        const { auth, catalog, config, events, logger, scaffolder } = services;
        const knex = await applyMigrations(database);
        const store = DatabaseRepositoryClaimStore.create(knex);
        const creations = DatabaseCreationStore.create(knex);
        const integrations = ScmIntegrations.fromConfig(config);
        const claims = RepositoryClaims.create({
          store,
          isTaskOver: createIsTaskOver({ auth, scaffolder }),
        });
        const discarder = RepositoryDiscarder.create({
          store,
          integrations,
          catalog,
          auth,
        });

        const proposals = DefaultProposals.create({ integrations });

        actions.addActions(
          createRecordAnswersAction({ config, creations, catalog, auth }),
          createPublishRepositoryAction({
            integrations,
            claims,
            publishers: createPublishers({ config, integrations }),
          }),
          createDiscardRepositoryAction({ discarder }),
          createProposeContributionAction({
            auth,
            discovery: services.discovery,
            repository: PlatformRepository.create({
              config,
              reader: services.urlReader,
              proposals,
            }),
          }),
          createAdoptGoldenPathAction({
            adopter: createAdopter({ ...services, integrations }),
            config,
            integrations,
            proposals,
          }),
        );

        await TaskEndListener.create({
          auth,
          claims: store,
          creations,
          discarder,
          events,
          logger,
          scaffolder,
        }).start();
      },
    });
  },
});
