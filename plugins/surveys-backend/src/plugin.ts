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
import { createListPromisesAction } from './actions/createListPromisesAction';
import { readBreakdowns } from './audience/breakdowns';
import { resolveAudience } from './audience/resolveAudience';
import { loadSurveys } from './definitions/loadSurveys';
import { SurveyRegistry } from './definitions/SurveyRegistry';
import { readFatigueLimits } from './fatigue/readFatigueLimits';
import { MilestoneListener } from './milestones/MilestoneListener';
import { PromiseAnnouncer } from './promises/PromiseAnnouncer';
import { PromiseService } from './promises/PromiseService';
import { PromptListener } from './prompts/PromptListener';
import { PromptService } from './prompts/PromptService';
import { createRouter } from './router/createRouter';
import { createSampleWaves } from './sample/createSampleWaves';
import { AudiencePlanner } from './services/AudiencePlanner';
import { PersonalDataService } from './services/PersonalDataService';
import { PreferenceService } from './services/PreferenceService';
import { ReminderService } from './services/ReminderService';
import { ReplyService } from './services/ReplyService';
import { ResponseService } from './services/ResponseService';
import { ResultsService } from './services/ResultsService';
import { Retention } from './services/Retention';
import { ScheduleService } from './services/ScheduleService';
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
        discovery: coreServices.discovery,
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

        const stores = createStores(await migrate(deps.database));
        const now = () => new Date();
        const surveys = SurveyRegistry.create({
          files: await loadSurveys({ config, logger }),
          store: stores.definitions,
          now,
        });
        const announcer = WaveAnnouncer.create({
          ...deps,
          promises: stores.promises,
        });
        const breakdowns = readBreakdowns(config);
        const asking = {
          stores,
          limits: readFatigueLimits(config),
          now,
          resolveAudience: (audience: Audience) =>
            resolveAudience(audience, { catalog, auth, now, breakdowns }),
        };
        const shared = {
          ...asking,
          breakdowns,
          surveys,
          logger,
          announcer,
          planner: AudiencePlanner.create(asking),
        };
        const waves = WaveService.create(shared);
        const closer = WaveCloser.create(shared);
        const responses = ResponseService.create(shared);
        const results = ResultsService.create(shared);
        const schedules = ScheduleService.create({ ...shared, waves });
        const prompts = PromptService.create({ ...shared, responses });
        const reminders = ReminderService.create(shared);
        const promises = PromiseService.create({
          ...shared,
          announcer: PromiseAnnouncer.create(deps),
          volunteers: () => stores.volunteers.list(),
        });
        await PromptListener.create({ ...deps, prompts }).start();
        const { milestones } = stores;
        await MilestoneListener.create({ ...deps, milestones, now }).start();

        deps.httpRouter.use(
          await createRouter({
            ...deps,
            surveys,
            waves,
            closer,
            responses,
            results,
            schedules,
            prompts,
            promises,
            preferences: PreferenceService.create(shared),
            personalData: PersonalDataService.create(shared),
            replies: ReplyService.create({ ...shared, results }),
            volunteers: stores.volunteers,
            ...{ milestones, now },
          }),
        );
        createListOpenSurveysAction({ ...deps, responses });
        createListPromisesAction({ ...deps, promises });

        const keeper = WaveKeeper.create({
          store: stores.waves,
          waves,
          closer,
          logger,
          now: shared.now,
          first: createSampleWaves({ ...shared, config }),
          also: {
            'Schedules of waves': () => schedules.begin(),
            'Waves for prompts': () => prompts.openWaves(),
            'Late invitations': () => reminders.tell(),
            Reminders: () => reminders.remind(),
            'Effects of promises': () => promises.measure(),
            'Clearing old prompts': () => prompts.prune(),
            'Clearing old asks': () => stores.asks.prune(now()),
          },
        });
        await Retention.create({ ...shared, config }).schedule(deps.scheduler);
        await keeper.schedule(deps.scheduler);
      },
    });
  },
});
