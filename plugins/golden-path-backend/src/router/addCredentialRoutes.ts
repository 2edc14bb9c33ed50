import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { goldenPathCredentialReadPermission } from '@waymark-idp/plugin-golden-path-common';
import { Router } from 'express';
import { GitHostAccounts } from '../credentials';
import { authorize } from './authorize';

export function addCredentialRoutes(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    accounts: GitHostAccounts | undefined;
  },
) {
  const { httpAuth, permissions, accounts } = options;
  router.get('/credentials', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(
      permissions,
      goldenPathCredentialReadPermission,
      credentials,
    );
    const account = await accounts?.find(credentials.principal.userEntityRef);
    if (!account) {
      throw new NotFoundError(
        'You have no account on an embedded git host. Sign in at your git host as usual.',
      );
    }
    res.setHeader('Cache-Control', 'no-store');
    res.json(account);
  });
}
