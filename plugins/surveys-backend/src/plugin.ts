import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  type Audience,
  surveysPermissions,
} from '@waymark-idp/plugin-surveys-common';
import { createListOpenSurveysAction } from './actions/createListOpenSurveysAction';
import { resolveAudience } from './audience/resolveAudience';
import { loadSurveys } from './definitions/loadSurveys';
import { createRouter } from './router/createRouter';
import { createSampleWaves } from './sample/createSampleWaves';
import { ResponseService } from './services/ResponseService';
import { ResultsService } from './services/ResultsService';
import { WaveAnnouncer } from './services/WaveAnnouncer';
import { WaveCloser } from './services/WaveCloser';
import { WaveKeeper } from './services/WaveKeeper';
import { WaveService } from './services/WaveService';
import { createStores } from './stores/createStores';
import { migrate } from './stores/migrate';

/** Asks people about the platform, and shows what they said together. @public */
export const surveysPlugin = createBackendPlugin({
  pluginId: 'surveys',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, catalog, config, logger } = deps;
        deps.permissionsRegistry.addPermissions(surveysPermissions);

        const surveys = await loadSurveys({ config, logger });
        const stores = createStores(await migrate(deps.database));
        const announcer = WaveAnnouncer.create(deps);
        const shared = {
          stores,
          surveys,
          logger,
          announcer,
          now: () => new Date(),
          resolveAudience: (audience: Audience) =>
            resolveAudience(audience, { catalog, auth }),
        };
        const waves = WaveService.create(shared);
        const closer = WaveCloser.create(shared);
        const responses = ResponseService.create(shared);
        const results = ResultsService.create(shared);

        deps.httpRouter.use(
          await createRouter({
            ...deps,
            surveys,
            waves,
            closer,
            responses,
            results,
          }),
        );
        createListOpenSurveysAction({ ...deps, responses });

        const keeper = WaveKeeper.create({
          store: stores.waves,
          waves,
          closer,
          logger,
          now: shared.now,
          first: createSampleWaves({ ...shared, config }),
        });
        await keeper.schedule(deps.scheduler);
      },
    });
  },
});
