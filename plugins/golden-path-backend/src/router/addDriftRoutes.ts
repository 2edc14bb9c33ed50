import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  goldenPathDriftReadPermission,
  ListDriftRequest,
} from '@waymark-idp/plugin-golden-path-common';
import { Router } from 'express';
import { DriftService } from '../drift/DriftService';
import { Access } from './Access';
import { authorize } from './authorize';

const DEFAULT_LIMIT = 50;

/** `/drift` and `/entities/…/drift` */
export function addDriftRoutes(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    access: Access;
    drift: DriftService;
  },
) {
  const { httpAuth, permissions, access, drift } = options;

  router.get('/drift', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, goldenPathDriftReadPermission, credentials);
    const query = req.query as unknown as ListDriftRequest;
    const limit = Number(query.limit ?? DEFAULT_LIMIT);
    const found = await drift.list({
      templateRef: query.templateRef,
      owner: query.owner,
      state: query.state,
      limit: limit + 1,
      after: query.cursor,
    });
    const page = found.slice(0, limit);
    res.json({
      items: await access.visible(page, credentials),
      nextCursor: found.length > limit ? page.at(-1)?.entityRef : undefined,
    });
  });

  router.get('/entities/:kind/:namespace/:name/drift', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, goldenPathDriftReadPermission, credentials);
    const { kind, namespace, name } = req.params;
    const entityRef = stringifyEntityRef({ kind, namespace, name });
    await access.entity(entityRef, credentials);
    res.json(await drift.get(entityRef));
  });
}
