import { readFile } from 'node:fs/promises';
import {
  type AuditorService,
  type BackstageCredentials,
  type BackstageServicePrincipal,
  type BackstageUserPrincipal,
  type HttpAuthService,
  type PermissionsService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import express from 'express';
import { parse } from 'yaml';
import type { SurveyRegistry } from '../definitions/SurveyRegistry';
import type { PromiseService } from '../promises/PromiseService';
import type { PromptService } from '../prompts/PromptService';
import type { PersonalDataService } from '../services/PersonalDataService';
import type { PreferenceService } from '../services/PreferenceService';
import type { ReplyService } from '../services/ReplyService';
import type { ResponseService } from '../services/ResponseService';
import type { ResultsService } from '../services/ResultsService';
import type { ScheduleService } from '../services/ScheduleService';
import type { WaveCloser } from '../services/WaveCloser';
import type { WaveService } from '../services/WaveService';
import type { DatabaseMilestoneStore } from '../stores/DatabaseMilestoneStore';
import type { DatabaseVolunteerStore } from '../stores/DatabaseVolunteerStore';
import { addMilestoneRoutes } from './milestoneRoutes';
import { addPersonalDataRoutes } from './personalDataRoutes';
import { addPreferenceRoutes } from './preferenceRoutes';
import { addPromiseRoutes } from './promiseRoutes';
import { addPromptRoutes } from './promptRoutes';
import { addReplyRoutes } from './replyRoutes';
import { addResponseRoutes } from './responseRoutes';
import { addResultsRoutes } from './resultsRoutes';
import { addScheduleRoutes } from './scheduleRoutes';
import { addSurveyRoutes } from './surveyRoutes';
import { addWaveRoutes } from './waveRoutes';

/** What the routes work with. */
export interface RouterOptions {
  surveys: SurveyRegistry;
  waves: WaveService;
  schedules: ScheduleService;
  preferences: PreferenceService;
  prompts: PromptService;
  promises: PromiseService;
  closer: WaveCloser;
  responses: ResponseService;
  results: ResultsService;
  personalData: PersonalDataService;
  replies: ReplyService;
  volunteers: DatabaseVolunteerStore;
  milestones: DatabaseMilestoneStore;
  now: () => Date;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}

/** What every route may use. */
export interface RouteContext extends RouterOptions {
  /** The signed-in user, if they have the permission; throws if not. */
  user(
    request: express.Request,
    permission: BasicPermission,
  ): Promise<BackstageCredentials<BackstageUserPrincipal>>;
  /** The same for reads that other backends may make too. */
  reader(
    request: express.Request,
    permission: BasicPermission,
  ): Promise<
    BackstageCredentials<BackstageUserPrincipal | BackstageServicePrincipal>
  >;
  allows(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<boolean>;
}

/** The HTTP API, see `src/schema/openapi.yaml`. */
export async function createRouter(
  options: RouterOptions,
): Promise<express.Router> {
  const { httpAuth, permissions } = options;

  async function allows(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ) {
    const [{ result }] = await permissions.authorize([{ permission }], {
      credentials,
    });
    return result === AuthorizeResult.ALLOW;
  }

  async function assertAllowed(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ) {
    if (!(await allows(credentials, permission))) {
      throw new NotAllowedError(
        `You need the permission ${permission.name} for this. Ask those who run the portal.`,
      );
    }
  }

  const context: RouteContext = {
    ...options,
    allows,
    async user(request, permission) {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      await assertAllowed(credentials, permission);
      return credentials;
    },
    async reader(request, permission) {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      await assertAllowed(credentials, permission);
      return credentials;
    },
  };

  const router = await createOpenApiRouter();
  addSurveyRoutes(router, context);
  addWaveRoutes(router, context);
  addScheduleRoutes(router, context);
  addMilestoneRoutes(router, context);
  addPreferenceRoutes(router, context);
  addPromptRoutes(router, context);
  addPromiseRoutes(router, context);
  addResponseRoutes(router, context);
  addResultsRoutes(router, context);
  addPersonalDataRoutes(router, context);
  addReplyRoutes(router, context);
  return router;
}

async function createOpenApiRouter(): Promise<express.Router> {
  const file = resolvePackagePath(
    '@waymark-idp/plugin-surveys-backend',
    'src/schema/openapi.yaml',
  );
  const spec = parse(await readFile(file, 'utf8'));
  return createValidatedOpenApiRouter(spec, {
    validatorOptions: { ignoreUndocumented: false },
    // Large enough that a text over the limit gets the answer that names its
    // question, rather than a bare refusal of the whole body.
    middleware: [express.json({ limit: '1mb' })],
  }) as unknown as express.Router;
}
