import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import {
  ConformityClient,
  conformityStandardReadPermission,
} from '@waymark-idp/plugin-conformity-common';
import {
  SurveysClient,
  surveysPromiseReadPermission,
  surveysSurveyReadPermission,
} from '@waymark-idp/plugin-surveys-common';
import { createCollator } from './createCollator';
import {
  promiseDocuments,
  standardDocuments,
  surveyDocuments,
} from './documents';

/**
 * Lets the search find standards, checks, surveys and promises.
 *
 * @public
 */
export const searchModuleWaymark = createBackendModule({
  pluginId: 'search',
  moduleId: 'waymark',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        discoveryApi: coreServices.discovery,
        scheduler: coreServices.scheduler,
        indexRegistry: searchIndexRegistryExtensionPoint,
      },
      async init({ auth, discoveryApi, scheduler, indexRegistry }) {
        const schedule = scheduler.createScheduledTaskRunner({
          frequency: { minutes: 10 },
          timeout: { minutes: 5 },
          initialDelay: { seconds: 10 },
        });
        for (const factory of [
          createCollator({
            auth,
            type: 'standards',
            pluginId: 'conformity',
            visibleWith: conformityStandardReadPermission,
            async list(fetchApi) {
              const client = new ConformityClient({ discoveryApi, fetchApi });
              return standardDocuments(await client.getStandards());
            },
          }),
          createCollator({
            auth,
            type: 'surveys',
            pluginId: 'surveys',
            visibleWith: surveysSurveyReadPermission,
            async list(fetchApi) {
              const client = new SurveysClient({ discoveryApi, fetchApi });
              return surveyDocuments((await client.getSurveys()).items);
            },
          }),
          createCollator({
            auth,
            type: 'promises',
            pluginId: 'surveys',
            visibleWith: surveysPromiseReadPermission,
            async list(fetchApi) {
              const client = new SurveysClient({ discoveryApi, fetchApi });
              const { items } = await client.promises.list({
                state: 'all',
                limit: 200,
              });
              return promiseDocuments(items);
            },
          }),
        ]) {
          indexRegistry.addCollator({ schedule, factory });
        }
      },
    });
  },
});
