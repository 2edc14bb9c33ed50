import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  goldenPathNameReadPermission,
  NameQuery,
} from '@waymark-idp/plugin-golden-path-common';
import { Router } from 'express';
import { NameService } from '../names';
import { authorize } from './authorize';

export function addNameRoutes(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    names: NameService;
  },
) {
  const { httpAuth, permissions, names } = options;
  router.get('/names', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    await authorize(permissions, goldenPathNameReadPermission, credentials);
    const { name, kind, host, owner } = req.query as unknown as NameQuery;
    res.json(await names.getAvailability({ name, kind, host, owner }));
  });
}
