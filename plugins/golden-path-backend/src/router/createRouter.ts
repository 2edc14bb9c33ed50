import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import express, { Router } from 'express';
import { AdoptionService } from '../adoption/AdoptionService';
import { GitHostAccounts } from '../credentials';
import { DriftService } from '../drift/DriftService';
import { NameService } from '../names';
import { PreviewService } from '../previews';
import { RolloutService } from '../rollouts/RolloutService';
import { readOpenApi } from '../schema/readOpenApi';
import { UpgradeService } from '../upgrades/UpgradeService';
import { TemplateVersions } from '../versions/TemplateVersions';
import { Access } from './Access';
import { addAdoptionRoutes } from './addAdoptionRoutes';
import { addCredentialRoutes } from './addCredentialRoutes';
import { addDriftRoutes } from './addDriftRoutes';
import { addNameRoutes } from './addNameRoutes';
import { addPreviewRoutes } from './addPreviewRoutes';
import { addRolloutRoutes } from './addRolloutRoutes';
import { addUpgradeRoutes } from './addUpgradeRoutes';
import { addVersionRoutes } from './addVersionRoutes';

/** The HTTP API of the plugin: what `schema/openapi.yaml` does not describe does not exist. */
export function createRouter(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  access: Access;
  accounts: GitHostAccounts | undefined;
  names: NameService;
  previews: PreviewService;
  drift: DriftService;
  upgrades: UpgradeService;
  adoption: AdoptionService;
  rollouts: RolloutService;
  versions: TemplateVersions;
}): Router {
  const router = createValidatedOpenApiRouter(readOpenApi(), {
    validatorOptions: { ignoreUndocumented: false },
    middleware: [express.json({ limit: '256kb' })],
  }) as unknown as Router;
  addNameRoutes(router, options);
  addPreviewRoutes(router, options);
  addCredentialRoutes(router, options);
  addDriftRoutes(router, options);
  addUpgradeRoutes(router, options);
  addAdoptionRoutes(router, options);
  addVersionRoutes(router, options);
  addRolloutRoutes(router, options);
  return router;
}
