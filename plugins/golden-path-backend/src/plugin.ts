import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderServiceRef } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { goldenPathPermissions } from '@waymark-idp/plugin-golden-path-common';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { DefaultProposals } from '@waymark-idp/plugin-repositories-node';
import { registerActions } from './actions/registerActions';
import { DefaultAdoptionService } from './adoption/AdoptionService';
import { HttpConformityScores } from './conformity/ConformityScores';
import { FactTeller } from './conformity/FactTeller';
import { FirstGreenBuilds } from './conformity/FirstGreenBuilds';
import { FileGitHostAccounts } from './credentials';
import { DatabaseAdoptionStore } from './database/DatabaseAdoptionStore';
import { DatabaseOriginStore } from './database/DatabaseOriginStore';
import { DatabaseRolloutStore } from './database/DatabaseRolloutStore';
import { DatabaseTemplateVersionStore } from './database/DatabaseTemplateVersionStore';
import { DatabaseUpgradeStore } from './database/DatabaseUpgradeStore';
import { migrate } from './database/migrate';
import { DriftChecker } from './drift/DriftChecker';
import { DefaultDriftService } from './drift/DriftService';
import { DefaultNameService } from './names';
import { noticeChanges } from './noticing/noticeChanges';
import { OriginIndex } from './origins/OriginIndex';
import { ScaffolderPreviewService } from './previews';
import { createRouter } from './router';
import { Access } from './router/Access';
import { RolloutRunner } from './rollouts/RolloutRunner';
import { DefaultRolloutService } from './rollouts/RolloutService';
import { UpgradeFollower } from './upgrades/UpgradeFollower';
import { DefaultUpgradeService } from './upgrades/UpgradeService';
import { ArchivedTemplateVersions } from './versions/TemplateVersions';

/**
 * The backend of the golden path: checks names, renders previews, compares
 * repositories with their templates and proposes upgrades.
 *
 * @public
 */
export const goldenPathPlugin = createBackendPlugin({
  pluginId: 'golden-path',
  register(env) {
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
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        reader: coreServices.urlReader,
        scaffolder: scaffolderServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init({ config, httpRouter, permissionsRegistry, ...services }) {
        permissionsRegistry.addPermissions(goldenPathPermissions);
        const integrations = ScmIntegrations.fromConfig(config);
        const environment =
          config.getOptional<JsonObject>(
            'scaffolder.defaultEnvironment.parameters',
          ) ?? {};
        const knex = await services.database.getClient();
        await migrate(services.database, knex);
        const origins = DatabaseOriginStore.create({ knex });
        const upgradeStore = DatabaseUpgradeStore.create({ knex });
        const adoption = DatabaseAdoptionStore.create({ knex });
        const rollouts = DatabaseRolloutStore.create({ knex });
        const scores = HttpConformityScores.create(services);
        const shared = { ...services, integrations, environment };

        // What templates were, and what came from them
        const versions = ArchivedTemplateVersions.create({
          ...shared,
          store: DatabaseTemplateVersionStore.create({ knex }),
        });
        services.lifecycle.addShutdownHook(() => versions.close());
        const proposals = DefaultProposals.create(shared);
        const upgrades = DefaultUpgradeService.create({
          ...shared,
          origins,
          versions,
          proposals,
          scores,
          upgrades: upgradeStore,
        });
        const access = Access.create(services);
        const drift = DefaultDriftService.create({ store: origins });
        const adoptions = DefaultAdoptionService.create({
          ...services,
          adoption,
          versions,
          drift,
        });
        await noticeChanges({
          ...services,
          versions,
          adoption,
          builds: FirstGreenBuilds.create({ ...services, adoption }),
          runner: RolloutRunner.create({
            ...services,
            rollouts,
            upgrades,
            scores,
          }),
          store: origins,
          index: OriginIndex.create({ ...services, store: origins }),
          checker: DriftChecker.create({
            ...shared,
            versions,
            store: origins,
            facts: FactTeller.create(services),
          }),
          follower: UpgradeFollower.create({
            ...services,
            proposals,
            upgrades: upgradeStore,
          }),
        });

        httpRouter.use(
          createRouter({
            ...services,
            access,
            accounts: FileGitHostAccounts.fromConfig(
              config,
              process.env.NODE_ENV,
            ),
            names: DefaultNameService.create(shared),
            previews: ScaffolderPreviewService.create({ ...shared, scores }),
            drift,
            upgrades,
            versions,
            adoption: adoptions,
            rollouts: DefaultRolloutService.create({
              rollouts,
              origins,
              versions,
            }),
          }),
        );
        registerActions({
          ...services,
          access,
          drift,
          upgrades,
          adoption: adoptions,
        });
      },
    });
  },
});
