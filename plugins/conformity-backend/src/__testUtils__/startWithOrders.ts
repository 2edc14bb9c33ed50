import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { WaiversClient } from '@waymark-idp/plugin-conformity-common';
import { Knex } from 'knex';
import { fetchAsDescribed } from './openApiResponses';
import { filesStandard } from './standards';
import { TestPortal } from './TestPortal';

/** The token of a user, for a client. */
export const as = (name: string) => ({
  token: mockCredentials.user.token(`user:default/${name}`),
});

/** So many days from now, as an ISO date-time. */
export const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString();

/** How a client rejects what the backend refuses. */
export const refusal = (name: string, message: RegExp) => ({
  cause: { name, message: expect.stringMatching(message) },
});

/**
 * A portal where dana's component `orders` has a README and nothing else, and
 * pat and kim are of the platform group, which owns the checks.
 *
 * @param called - gets the ids of the operations that the client calls
 */
export async function startWithOrders(knex: Knex, called: Set<string>) {
  const portal = await TestPortal.create(knex);
  await portal.writeStandard(
    'basics.yaml',
    filesStandard({
      'has-readme': 'README.md',
      'has-security': 'SECURITY',
      'has-license': 'LICENSE',
    }),
  );
  const { server } = await portal.start();
  portal.groups.set('user:default/dana', ['group:default/shop']);
  portal.groups.set('user:default/pat', ['group:default/platform']);
  portal.groups.set('user:default/kim', ['group:default/platform']);
  // As the policy has it.
  portal.conditions.set('conformity.waiver.approve', claims => ({
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'conformity',
    resourceType: 'conformity-check',
    conditions: {
      rule: 'IS_CHECK_OWNER',
      resourceType: 'conformity-check',
      params: { claims },
    },
  }));
  portal.host.push('orders', { 'README.md': '# Orders' });
  portal.register('orders');
  await portal.run('catalog-comparison');
  await portal.settled();
  return {
    portal,
    port: server.port(),
    client: new WaiversClient({
      discoveryApi: {
        getBaseUrl: async id => `http://localhost:${server.port()}/api/${id}`,
      },
      fetchApi: { fetch: fetchAsDescribed(called) },
    }),
    /** What a check said of the component last. */
    outcome: async (check = 'has-security') => {
      const { outcomes } = await portal.row('component:default/orders');
      return outcomes.find((it: { check: string }) => it.check === check);
    },
    /** Titles of notifications, and whom they went to. */
    notices: () =>
      portal.notifications.mock.calls.map(([notification]: any) => [
        notification.payload.title,
        [notification.recipients.entityRef].flat(),
      ]),
  };
}
