import { requireAccount } from '../access';
import { sendJson } from '../http/respond';
import type { Router } from '../http/Router';
import { toApiUser } from './shapes';

export function addServerRoutes(router: Router): void {
  // Clients only ask whether this is Gitea, and new enough; the suffix says
  // what really answers.
  router.add('GET', '/api/v1/version', async ({ response }) => {
    sendJson(response, 200, { version: '1.22.0+waymark' });
  });

  router.add('GET', '/api/v1/user', async context => {
    const account = requireAccount(context);
    const { baseUrl } = context.services;
    sendJson(context.response, 200, toApiUser(baseUrl, account));
  });
}
