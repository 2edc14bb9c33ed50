import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { goldenPathPreviewCreatePermission } from '@waymark-idp/plugin-golden-path-common';
import { Request, Router } from 'express';
import { PreviewService } from '../previews';
import { authorize } from './authorize';

export function addPreviewRoutes(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    previews: PreviewService;
  },
) {
  const { httpAuth, permissions, previews } = options;
  const authorized = async (req: Request) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    await authorize(
      permissions,
      goldenPathPreviewCreatePermission,
      credentials,
    );
    return credentials;
  };
  router.post(
    '/templates/:kind/:namespace/:name/previews',
    async (req, res) => {
      const credentials = await authorized(req);
      const { kind, namespace, name } = req.params;
      res.json(
        await previews.create(
          { kind, namespace, name },
          req.body.parameters,
          credentials,
        ),
      );
    },
  );
  router.post(
    '/templates/:kind/:namespace/:name/previews/score',
    async (req, res) => {
      const credentials = await authorized(req);
      const { kind, namespace, name } = req.params;
      res.json(
        await previews.score(
          { kind, namespace, name },
          req.body.parameters,
          credentials,
        ),
      );
    },
  );
}
