import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { ConformityClient } from '@waymark-idp/plugin-conformity-common';
import request from 'supertest';
import { fetchAsDescribed } from '../__testUtils__/openApiResponses';
import { filesStandard } from '../__testUtils__/standards';
import { eventually, TestPortal, USER } from '../__testUtils__/TestPortal';

// Each test waits for several evaluations, on a machine that may be busy.
jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ORDERS = 'component:default/orders';

describe('the HTTP API', () => {
  let portal: TestPortal;
  let client: ConformityClient;
  let server: Parameters<typeof request>[0];
  const called = new Set<string>();
  const token = mockCredentials.user.token('user:default/developer');

  beforeAll(async () => {
    portal = await TestPortal.create(await databases.init('POSTGRES_18'));
    await portal.writeStandard(
      'basics.yaml',
      filesStandard({ 'has-readme': 'README.md', 'has-security': 'SECURITY' }),
    );
    const backend = await portal.start();
    server = backend.server;
    client = new ConformityClient({
      discoveryApi: {
        getBaseUrl: async id =>
          `http://localhost:${backend.server.port()}/api/${id}`,
      },
      fetchApi: { fetch: fetchAsDescribed(called) },
    });
    portal.host.push('orders', { 'README.md': '# Orders', SECURITY: 'Us' });
    portal.host.push('stock', { 'README.md': '# Stock' });
    portal.host.push('web', { 'index.html': '<p>' });
    portal.register('orders');
    portal.register('stock', { owner: 'group:default/stock' });
    portal.register('web', { owner: 'group:default/stock' });
    await portal.run('catalog-comparison');
    await portal.settled();
  });

  afterEach(() => {
    portal.denied.clear();
    portal.hidden.clear();
  });

  afterAll(async () => {
    await portal.stop();
  });

  it('pages through the fleet, filtered and sorted', async () => {
    const all = async (query: object) => {
      const refs: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await client.listScores(
          { ...query, limit: 1, cursor },
          { token },
        );
        expect(page.items.length).toBeLessThanOrEqual(1);
        refs.push(...page.items.map(item => item.entityRef));
        cursor = page.nextCursor;
      } while (cursor);
      return refs.map(ref => ref.split('/')[1]);
    };
    expect(await all({})).toEqual(['orders', 'stock', 'web']);
    expect(await all({ sort: 'score' })).toEqual(['web', 'stock', 'orders']);
    expect(await all({ sort: '-score' })).toEqual(['orders', 'stock', 'web']);
    expect(await all({ owner: 'Group:default/Stock' })).toEqual([
      'stock',
      'web',
    ]);
    expect(await all({ level: 'none' })).toEqual(['web']);
    expect(await all({ failingCheck: 'has-security' })).toEqual([
      'stock',
      'web',
    ]);

    portal.hidden.add('component:default/stock');
    expect(await all({ sort: 'score' })).toEqual(['web', 'orders']);
  });

  it('answers scores by refs, as far as the caller may see them', async () => {
    portal.hidden.add('component:default/web');
    const scores = await client.getScores(
      [ORDERS, 'Component:Default/Stock', 'component:default/web', 'api:x/y'],
      { token },
    );
    expect(
      scores.map(({ entityRef, score, level }) => [entityRef, score, level]),
    ).toEqual(
      expect.arrayContaining([
        [ORDERS, 100, 'gold'],
        ['component:default/stock', 66.6, 'bronze'],
      ]),
    );
    expect(scores).toHaveLength(2);
    expect(await client.getScores([], { token })).toEqual([]);
  });

  it('rolls up by check, level, owner and system', async () => {
    expect(await client.getSummary('check', { token })).toEqual([
      expect.objectContaining({
        key: 'has-readme',
        title: 'There is a README.md',
        components: 3,
        score: 66.7,
        counts: expect.objectContaining({ passed: 2, failed: 1 }),
      }),
      expect.objectContaining({ key: 'has-security', score: 33.3 }),
    ]);
    const owners = await client.getSummary('owner', { token });
    expect(owners).toEqual([
      expect.objectContaining({ key: 'group:default/shop', score: 100 }),
      {
        key: 'group:default/stock',
        components: 2,
        score: 33.3,
        counts: {
          passed: 1,
          failed: 3,
          'not-applicable': 0,
          waived: 0,
          error: 0,
        },
        levels: { none: 1, bronze: 1, silver: 0, gold: 0 },
      },
    ]);
    expect(
      (await client.getSummary('level', { token })).map(row => row.key),
    ).toEqual(['bronze', 'gold', 'none']);
    expect(await client.getSummary('system', { token })).toEqual([
      expect.objectContaining({ key: 'none', components: 3 }),
    ]);
  });

  it('answers what the standards ask, and who fails', async () => {
    const { standards, problems } = await client.getStandards({ token });
    expect(standards).toHaveLength(1);
    expect(problems).toEqual([]);
    portal.hidden.add('component:default/web');
    const check = await client.getCheck('has-security', { token });
    expect(check).toMatchObject({
      id: 'has-security',
      standard: { name: 'basics', owner: 'group:default/platform' },
      counts: { passed: 1, failed: 2 },
      failing: [{ entityRef: 'component:default/stock', state: 'failed' }],
    });
    expect(check.passRate).toBeCloseTo(1 / 3);
    await expect(client.getCheck('no-such', { token })).rejects.toMatchObject({
      cause: { name: 'NotFoundError' },
    });
  });

  it('answers one scorecard, its history, and evaluates on request', async () => {
    const scorecard = await client.getScorecard(ORDERS, { token });
    expect(scorecard).toMatchObject({ status: 'evaluated', score: 100 });
    expect(await client.getHistory(ORDERS, { limit: 5 }, { token })).toEqual({
      items: [],
    });
    const before = await portal.row(ORDERS);
    const answers = await Promise.all(
      [1, 2, 3].map(() => client.evaluate(ORDERS, { token })),
    );
    for (const { wantedAt } of answers) {
      expect(Date.parse(wantedAt)).toBeGreaterThanOrEqual(
        before.wanted_at.getTime(),
      );
    }
    await portal.settled();

    // In the catalog, but nothing to evaluate.
    portal.entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'shop', namespace: 'default' },
    });
    expect(
      await client.getScorecard('group:default/shop', { token }),
    ).toMatchObject({ status: 'unknown-component', standards: [] });
    await expect(
      client.evaluate('group:default/shop', { token }),
    ).rejects.toMatchObject({
      cause: {
        name: 'InputError',
        message: expect.stringContaining('source location'),
      },
    });

    // In the catalog, and not compared yet: looking at it is noticing it.
    portal.host.push('fresh', { 'README.md': '# Fresh' });
    portal.register('fresh');
    expect(
      await client.getScorecard('component:default/fresh', { token }),
    ).toMatchObject({ status: 'pending' });
    await eventually(async () =>
      expect(
        await client.getScorecard('component:default/fresh', { token }),
      ).toMatchObject({ status: 'evaluated', score: 66.6 }),
    );
    // Each answered as it is described.
    expect([...called].sort()).toEqual([
      ...['CreateEvaluation', 'GetCheck', 'GetHistory', 'GetScorecard'],
      ...['GetScoresByRefs', 'GetStandards', 'GetSummary', 'ListScores'],
    ]);
  });

  it('hides what the catalog hides, and denies what the policy denies', async () => {
    const get = (path: string) =>
      request(server).get(`/api/conformity${path}`).set('Authorization', USER);
    const orders = '/entities/component/default/orders';
    portal.hidden.add(ORDERS);
    await get(orders).expect(404);
    await get(`${orders}/history`).expect(404);
    const before = await portal.row(ORDERS);
    const evaluate = () =>
      request(server)
        .post(`/api/conformity${orders}/evaluations`)
        .set('Authorization', USER);
    await evaluate().expect(404);
    portal.hidden.clear();

    portal.denied.add('conformity.evaluation.create');
    const denied = await evaluate().expect(403);
    expect(denied.body.error).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('its owners'),
    });
    expect(await portal.row(ORDERS)).toEqual(before);

    portal.denied.add('conformity.scorecard.read');
    for (const path of [
      orders,
      `${orders}/history`,
      '/scores',
      '/summary?by=owner',
      '/checks/has-readme',
    ]) {
      await get(path).expect(403);
    }
    await request(server)
      .post('/api/conformity/scores/by-refs')
      .set('Authorization', USER)
      .send({ entityRefs: [ORDERS] })
      .expect(403);
    await get('/standards').expect(200);
    portal.denied.add('conformity.standard.read');
    await get('/standards').expect(403);

    await request(server)
      .get(`/api/conformity${orders}`)
      .set('Authorization', mockCredentials.none.header())
      .expect(401);
  });

  it('says what is wrong with a request', async () => {
    const send = (method: 'get' | 'post', path: string, body?: object) =>
      request(server)
        [method](`/api/conformity${path}`)
        .set('Authorization', USER)
        .send(body);
    const tooMany = Array.from({ length: 1001 }, (_, i) => `component:x/${i}`);
    const wrong: [string, request.Test][] = [
      ['limit', send('get', '/scores?limit=0')],
      ['limit', send('get', '/scores?limit=many')],
      ['cursor', send('get', '/scores?cursor=bm9wZQ')],
      ['level', send('get', '/scores?level=platinum')],
      ['entity ref', send('get', '/scores?owner=shop')],
      ['by', send('get', '/summary')],
      ['1000', send('post', '/scores/by-refs', { entityRefs: tooMany })],
      ['entityRefs', send('post', '/scores/by-refs', {})],
      ['name', send('get', `/entities/component/default/${'x'.repeat(300)}`)],
      ['not found', send('get', '/nothing/here')],
    ];
    for (const [about, response] of wrong) {
      const { status, body } = await response;
      expect([about, status, body.error?.name]).toEqual([
        about,
        400,
        'InputError',
      ]);
      expect(body.error.message).toContain(about);
    }
    await send('get', '/entities/component/default/..%2f..%2fetc').expect(404);
    await send('get', "/entities/component/default/o'rders").expect(404);
  });

  it('serves the MCP actions with the permissions of the caller', async () => {
    const credentials = mockCredentials.user('user:default/developer');
    const invoke = (name: string, component: string) =>
      portal.actions.invoke({
        id: `test:${name}`,
        input: { component },
        credentials,
      });
    expect((await portal.actions.list()).actions).toEqual(
      ['get-scorecard', 'explain-failing-checks'].map(name =>
        expect.objectContaining({
          name,
          attributes: { readOnly: true, destructive: false, idempotent: true },
        }),
      ),
    );
    expect(await invoke('get-scorecard', 'stock')).toMatchObject({
      output: {
        entityRef: 'component:default/stock',
        score: 66.6,
        checks: [
          { id: 'has-readme', state: 'passed' },
          { id: 'has-security', state: 'failed' },
        ],
      },
    });
    expect(
      await invoke('explain-failing-checks', 'component:default/web'),
    ).toMatchObject({
      output: {
        level: 'none',
        failing: [
          { id: 'has-readme', weight: 2, why: 'Others look for it.' },
          { id: 'has-security', weight: 1, fix: 'Add it.' },
        ],
      },
    });
    portal.hidden.add(ORDERS);
    await expect(invoke('get-scorecard', 'orders')).rejects.toThrow(
      'There is no component:default/orders in the catalog',
    );
    portal.denied.add('conformity.scorecard.read');
    await expect(invoke('get-scorecard', 'stock')).rejects.toThrow(
      'conformity.scorecard.read',
    );
  });
});
