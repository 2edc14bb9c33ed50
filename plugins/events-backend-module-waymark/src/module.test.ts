import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  createBackendPlugin,
  BackendFeature,
} from '@backstage/backend-plugin-api';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import eventsPlugin from '@backstage/plugin-events-backend';
import {
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { createHmac, randomUUID } from 'node:crypto';
import { AddressInfo } from 'node:net';
import { eventsModuleWaymark } from './module';

const SECRET = 'a-secret-of-the-git-host';

const PUSH = {
  ref: 'refs/heads/feature/a',
  before: '0'.repeat(40),
  after: 'a'.repeat(40),
  repository: {
    name: 'orders',
    html_url: 'http://localhost:3030/sample/orders',
    owner: { login: 'sample' },
  },
};

function sign(body: string, secret = SECRET) {
  return createHmac('sha256', secret).update(body).digest('hex');
}

describe('webhooks', () => {
  const pushes: unknown[] = [];
  const proposals: unknown[] = [];
  const catalog = catalogServiceMock.mock();
  let port: number;
  const stops: Array<() => Promise<void>> = [];

  async function start(config: object) {
    const listener: BackendFeature = createBackendPlugin({
      pluginId: 'listener',
      register(env) {
        env.registerInit({
          deps: { events: eventsServiceRef },
          init: async ({ events }) =>
            events.subscribe({
              id: 'listener',
              topics: ['repository.push', 'repository.proposal'],
              onEvent: async ({ topic, eventPayload }) =>
                void (topic === 'repository.push' ? pushes : proposals).push(
                  eventPayload,
                ),
            }),
        });
      },
    });
    const backend = await startTestBackend({
      features: [
        eventsPlugin,
        eventsModuleWaymark,
        eventsServiceFactory,
        listener,
        catalog.factory,
        mockServices.rootConfig.factory({
          data: { events: { useEventBus: 'never' }, ...config },
        }),
      ],
    });
    stops.push(() => backend.stop());
    return (backend.server.address() as AddressInfo).port;
  }

  async function post(
    body: string,
    headers: Record<string, string | undefined> = {},
    to = port,
  ) {
    const all = {
      'Content-Type': 'application/json',
      'X-Gitea-Event': 'push',
      'X-Gitea-Delivery': randomUUID(),
      'X-Gitea-Signature': sign(body),
      ...headers,
    };
    const response = await fetch(
      `http://127.0.0.1:${to}/api/events/http/gitea`,
      {
        method: 'POST',
        body,
        headers: Object.fromEntries(
          Object.entries(all).filter(([, value]) => value !== undefined),
        ) as Record<string, string>,
      },
    );
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : {} };
  }

  /** Payloads of different pushes, so that none is taken for another. */
  let count = 0;
  const payload = (overrides: object = {}) =>
    JSON.stringify({
      ...PUSH,
      after: (++count).toString(16).padStart(40, '0'),
      ...overrides,
    });

  beforeAll(async () => {
    port = await start({ waymark: { gitHost: { webhookSecret: SECRET } } });
  });

  beforeEach(() => {
    pushes.length = 0;
    proposals.length = 0;
    jest.clearAllMocks();
    catalog.queryEntities.mockResolvedValue({
      items: [],
      totalItems: 0,
      pageInfo: {},
    });
  });

  afterAll(() => Promise.all(stops.map(stop => stop())));

  it('become an event, and the catalog reads the repository again', async () => {
    const entity = (kind: string, name: string, file: string) => ({
      apiVersion: 'v1',
      kind,
      metadata: {
        name,
        annotations: {
          'backstage.io/managed-by-location': `url:${PUSH.repository.html_url}/src/branch/main/${file}`,
        },
      },
    });
    catalog.queryEntities.mockResolvedValue({
      items: [
        entity('Component', 'orders', 'catalog-info.yaml'),
        entity('API', 'orders', 'catalog-info.yaml'),
        entity('Component', 'worker', 'worker/catalog-info.yaml'),
      ],
      totalItems: 3,
      pageInfo: {},
    });
    await expect(post(JSON.stringify(PUSH))).resolves.toEqual({
      status: 202,
      body: { status: 'accepted' },
    });
    expect(pushes).toEqual([
      {
        host: 'localhost:3030',
        owner: 'sample',
        repository: 'orders',
        branch: 'feature/a',
        before: PUSH.before,
        after: PUSH.after,
        url: 'http://localhost:3030/sample/orders',
      },
    ]);
    expect(catalog.queryEntities.mock.calls[0][0]).toMatchObject({
      query: {
        'metadata.annotations.backstage.io/managed-by-location': {
          $hasPrefix: 'url:http://localhost:3030/sample/orders/',
        },
      },
    });
    // One file, one reading.
    expect(catalog.refreshEntity.mock.calls.map(([ref]) => ref)).toEqual([
      'api:default/orders',
      'component:default/worker',
    ]);
  });

  it('are told although the catalog does not answer', async () => {
    catalog.queryEntities.mockRejectedValue(new Error('gone'));
    await expect(post(payload())).resolves.toMatchObject({ status: 202 });
    expect(pushes).toHaveLength(1);
  });

  it.each([
    ['no signature', { 'X-Gitea-Signature': undefined }],
    ['an empty signature', { 'X-Gitea-Signature': '' }],
    [
      'another secret',
      { 'X-Gitea-Signature': sign(JSON.stringify(PUSH), 'x') },
    ],
    ['a signature of another body', { 'X-Gitea-Signature': sign('{}') }],
    [
      'a signature in capitals',
      { 'X-Gitea-Signature': sign(JSON.stringify(PUSH)).toUpperCase() },
    ],
    ['half a signature', { 'X-Gitea-Signature': sign('').slice(0, 32) }],
    ['something that is no signature', { 'X-Gitea-Signature': 'x'.repeat(64) }],
  ])('are refused with %s', async (_, headers) => {
    await expect(post(JSON.stringify(PUSH), headers)).resolves.toMatchObject({
      status: 403,
    });
    expect(pushes).toEqual([]);
    expect(catalog.queryEntities).not.toHaveBeenCalled();
  });

  it('are heard once: not again with their id, nor with their signature', async () => {
    const delivery = { 'X-Gitea-Delivery': randomUUID() };
    const body = payload();
    await expect(post(body, delivery)).resolves.toMatchObject({ status: 202 });
    for (const [again, headers] of [
      [body, delivery],
      [body, {}],
      [payload(), delivery],
    ] as const) {
      await expect(post(again, headers)).resolves.toEqual({
        status: 200,
        body: { status: 'known already' },
      });
    }
    expect(pushes).toHaveLength(1);
  });

  it('are only pushes to branches', async () => {
    await expect(
      post(payload(), { 'X-Gitea-Event': 'issues' }),
    ).resolves.toMatchObject({ status: 400 });
    await expect(
      post(payload(), { 'X-Gitea-Delivery': undefined }),
    ).resolves.toMatchObject({ status: 400 });
    await post(payload({ ref: 'refs/tags/v1' }));
    for (const broken of [
      { ref: 1 },
      { before: 'x' },
      { repository: {} },
      { repository: { ...PUSH.repository, html_url: 'data:text/html,x' } },
    ]) {
      await post(payload(broken));
    }
    await post(`null${' '.repeat(++count)}`);
    expect(pushes).toEqual([]);
    expect(catalog.queryEntities).not.toHaveBeenCalled();
  });

  it('tell what became of a pull request', async () => {
    const event = (action: string, pull: object = {}, rest: object = {}) =>
      JSON.stringify({
        action,
        number: 3,
        pull_request: {
          number: 3,
          html_url: `${PUSH.repository.html_url}/pulls/3`,
          state: 'open',
          merged: false,
          head: { ref: 'waymark/fix', sha: (++count).toString(16) },
          base: { ref: 'main' },
          ...pull,
        },
        repository: PUSH.repository,
        ...rest,
      });
    const headers = { 'X-Gitea-Event': 'pull_request' };
    for (const [action, pull] of [
      ['opened', {}],
      ['synchronized', {}],
      ['edited', {}],
      ['assigned', {}],
      ['closed', { state: 'closed' }],
      ['closed', { state: 'closed', merged: true }],
    ] as const) {
      await expect(post(event(action, pull), headers)).resolves.toMatchObject({
        status: 202,
      });
    }
    const told = {
      host: 'localhost:3030',
      owner: 'sample',
      repository: 'orders',
      number: 3,
      url: 'http://localhost:3030/sample/orders/pulls/3',
      branch: 'waymark/fix',
      base: 'main',
    };
    expect(proposals).toEqual(
      ['open', 'open', 'closed', 'merged'].map(state => ({ ...told, state })),
    );
    for (const broken of [
      event('opened', { number: '3' }),
      event('opened', { state: 'ajar' }),
      event('opened', { html_url: 'data:text/html,x' }),
      event('opened', { head: {} }),
      event('opened', {}, { repository: {} }),
      event('opened', {}, { pull_request: undefined }),
      payload(),
    ]) {
      await post(broken, headers);
    }
    expect(proposals).toHaveLength(4);
    expect(pushes).toEqual([]);
    expect(catalog.queryEntities).not.toHaveBeenCalled();
  });

  it('are taken from nobody without a secret', async () => {
    const other = await start({});
    await expect(post(payload(), {}, other)).resolves.toMatchObject({
      status: 404,
    });
  });
});
