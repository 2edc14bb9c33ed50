import { requireAdmin } from '../access';
import { readJsonBody } from '../http/readJsonBody';
import { sendJson } from '../http/respond';
import type { Router } from '../http/Router';
import { toApiOrganization } from './shapes';

export function addOrganizationRoutes(router: Router): void {
  router.add('GET', '/api/v1/orgs/:owner', async context => {
    const { repositories, baseUrl } = context.services;
    const owner = await repositories.requireOwner(context.params.owner);
    sendJson(context.response, 200, toApiOrganization(baseUrl, owner));
  });

  router.add('POST', '/api/v1/orgs', async context => {
    requireAdmin(context);
    const { repositories, baseUrl, log } = context.services;
    const body = await readJsonBody(context.request);
    const owner = await repositories.createOwner(body.username);
    log(`organisation ${owner} created by ${context.account?.username}`);
    sendJson(context.response, 201, toApiOrganization(baseUrl, owner));
  });
}
