import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import express, { Router } from 'express';
import { GitHostAccounts } from '../credentials';
import { NameService } from '../names';
import { PreviewService } from '../previews';
import { readOpenApi } from '../schema/readOpenApi';
import { addCredentialRoutes } from './addCredentialRoutes';
import { addNameRoutes } from './addNameRoutes';
import { addPreviewRoutes } from './addPreviewRoutes';

/** The HTTP API of the plugin: what `schema/openapi.yaml` does not describe does not exist. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  accounts: GitHostAccounts | undefined;
  names: NameService;
  previews: PreviewService;
}): Router {
  const router = createValidatedOpenApiRouter(readOpenApi(), {
    validatorOptions: { ignoreUndocumented: false },
    middleware: [express.json({ limit: '256kb' })],
  }) as unknown as Router;
  addNameRoutes(router, options);
  addPreviewRoutes(router, options);
  addCredentialRoutes(router, options);
  return router;
}
