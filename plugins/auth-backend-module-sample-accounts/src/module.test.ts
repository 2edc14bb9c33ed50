import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { authModuleSampleAccounts } from './module';

const accounts = [
  { name: 'developer', title: 'Developer', entityRef: 'developer' },
  { name: 'gone', title: 'Gone', entityRef: 'user:default/gone' },
];

const developer = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'developer', namespace: 'default' },
  spec: { profile: { displayName: 'Dana' }, memberOf: ['payments'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/payments' }],
};

function start(options: { listen?: object | string; accounts?: object[] }) {
  return startTestBackend({
    features: [
      authPlugin,
      authModuleSampleAccounts,
      catalogServiceMock.factory({ entities: [developer] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: {
            baseUrl: 'http://localhost',
            listen: options.listen ?? { host: '127.0.0.1', port: 0 },
          },
          auth: {
            providers: {
              'sample-accounts': { accounts: options.accounts ?? accounts },
            },
          },
        },
      }),
    ],
  });
}

const REFRESH = '/api/auth/sample-accounts/refresh';
const HEADER = 'x-waymark-sample-account';

describe('authModuleSampleAccounts', () => {
  const nodeEnv = process.env.NODE_ENV;
  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: nodeEnv });
  });

  it('signs in as the chosen account, with the memberships of the catalog', async () => {
    const { server } = await start({});
    const response = await request(server)
      .get(REFRESH)
      .set(HEADER, 'developer');
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({
      profile: { displayName: 'Dana' },
      backstageIdentity: {
        identity: {
          userEntityRef: 'user:default/developer',
          ownershipEntityRefs: expect.arrayContaining([
            'user:default/developer',
            'group:default/payments',
          ]),
        },
      },
    });
  });

  it('says what is wrong with an account that is not chosen, unknown, or not in the catalog', async () => {
    const { server } = await start({});
    const none = await request(server).get(REFRESH);
    expect([none.status, none.body.error.message]).toEqual([
      401,
      expect.stringContaining('No account chosen'),
    ]);
    const unknown = await request(server).get(REFRESH).set(HEADER, 'root');
    expect([unknown.status, unknown.body.error.message]).toEqual([
      401,
      'There is no sample account of that name; there are developer, gone',
    ]);
    const gone = await request(server).get(REFRESH).set(HEADER, 'gone');
    expect([gone.status, gone.body.error.name]).toEqual([404, 'NotFoundError']);
  });

  it('refuses clients that are not on this machine, or come under another name', async () => {
    const { server } = await start({});
    for (const [header, value] of [
      ['host', 'portal.example.com'],
      ['host', 'localhost.example.com:7007'],
      ['host', '127.0.0.1.example.com'],
      ['x-forwarded-for', '203.0.113.9'],
      ['x-forwarded-host', 'portal.example.com'],
      ['forwarded', 'for=203.0.113.9'],
    ]) {
      const response = await request(server)
        .get(REFRESH)
        .set(HEADER, 'developer')
        .set(header, value);
      expect([header, value, response.status]).toEqual([header, value, 403]);
    }
    for (const host of ['localhost:7007', '127.0.0.1:7007', '[::1]:7007']) {
      const response = await request(server)
        .get(REFRESH)
        .set(HEADER, 'developer')
        .set('host', host);
      expect([host, response.status]).toEqual([host, 200]);
    }
  });

  it('does not load in production, nor on an address that others reach', async () => {
    for (const listen of [
      ':7007',
      { port: 7007 },
      { host: '0.0.0.0', port: 0 },
      '192.0.2.1:7007',
    ]) {
      await expect(start({ listen })).rejects.toThrow(/the backend listens on/);
    }
    Object.assign(process.env, { NODE_ENV: 'production' });
    await expect(start({})).rejects.toThrow(/NODE_ENV is production/);
  });

  it('does not load with accounts that are no users, or ambiguous', async () => {
    await expect(
      start({
        accounts: [{ name: 'a', title: 'A', entityRef: 'group:default/a' }],
      }),
    ).rejects.toThrow(/is not a User/);
    await expect(
      start({ accounts: [accounts[0], accounts[0]] }),
    ).rejects.toThrow(/configured twice/);
  });
});
