import { TestDatabases } from '@backstage/backend-test-utils';
import {
  conformityEvaluatedEventSchema,
  conformityOutcomeChangedEventSchema,
} from '@waymark-idp/plugin-conformity-common';
import Ajv from 'ajv';
import request from 'supertest';
import { filesStandard } from './__testUtils__/standards';
import { eventually, TestPortal, USER } from './__testUtils__/TestPortal';

// Each test waits for several evaluations, on a machine that may be busy.
jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const README = { 'README.md': '# Orders' };
const BOTH = { ...README, SECURITY: 'Write to us.' };
const ORDERS = 'component:default/orders';

describe('the conformity plugin', () => {
  let portal: TestPortal;
  let server: Parameters<typeof request>[0];

  const scorecard = async (name = 'orders') =>
    (
      await request(server)
        .get(`/api/conformity/entities/component/default/${name}`)
        .set('Authorization', USER)
        .expect(200)
    ).body;
  const history = async () => await portal.knex('outcome_change');

  beforeEach(async () => {
    portal = await TestPortal.create(await databases.init('POSTGRES_18'));
    await portal.writeStandard(
      'basics.yaml',
      filesStandard({ 'has-readme': 'README.md', 'has-security': 'SECURITY' }),
    );
    ({ server } = await portal.start());
  });

  afterEach(async () => {
    await portal.stop();
  });

  it('evaluates what appears, again what changes, and nothing else', async () => {
    const first = portal.host.push('orders', README);
    portal.register('orders');
    await portal.run('catalog-comparison');
    await portal.settled();
    expect(await scorecard()).toMatchObject({
      entityRef: ORDERS,
      status: 'evaluated',
      score: 66.6,
      level: 'bronze',
      commit: first,
      counts: { passed: 1, failed: 1, error: 0 },
      standards: [
        {
          name: 'basics',
          owner: 'group:default/platform',
          checks: [
            { id: 'has-readme', outcome: { state: 'passed' } },
            { id: 'has-security', outcome: { state: 'failed' } },
          ],
        },
      ],
    });
    expect(await portal.row(ORDERS)).toMatchObject({
      attempt: 1,
      owner: 'group:default/shop',
      passed: 1,
      failed: 1,
    });
    // The first outcome is no change.
    expect(await history()).toEqual([]);
    expect(portal.published.map(event => event.topic)).toEqual([
      'conformity.evaluated',
    ]);
    expect(portal.signals).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'conformity:scorecard',
      message: { entityRefs: [ORDERS] },
    });

    // Nothing happened: no work at all.
    await portal.run('catalog-comparison');
    await portal.run('sweep');
    expect(await portal.row(ORDERS)).toMatchObject({ attempt: 1 });
    // Somebody asks, but commit, entity and standards are what they were.
    await request(server)
      .post('/api/conformity/entities/component/default/orders/evaluations')
      .set('Authorization', USER)
      .expect(202);
    await portal.settled();
    expect(await portal.row(ORDERS)).toMatchObject({ attempt: 1 });
    expect(portal.host.treesRead).toBe(1);
    expect(portal.published).toHaveLength(1);

    // A push changes one outcome: one row.
    const second = await portal.push('orders', BOTH);
    await eventually(async () =>
      expect(await portal.row(ORDERS)).toMatchObject({ commit: second }),
    );
    expect(await scorecard()).toMatchObject({ score: 100, commit: second });
    expect(await history()).toEqual([
      expect.objectContaining({
        entity_ref: ORDERS,
        check_id: 'has-security',
        from_state: 'failed',
        to_state: 'passed',
        commit: second,
      }),
    ]);
    const changed = await request(server)
      .get('/api/conformity/entities/component/default/orders/history')
      .set('Authorization', USER)
      .expect(200);
    expect(changed.body).toEqual({
      items: [expect.objectContaining({ check: 'has-security', to: 'passed' })],
    });
    const { standards } = await scorecard();
    const [readme, security] = standards[0].checks.map(
      (check: any) => check.outcome.since,
    );
    expect(Date.parse(readme)).toBeLessThan(Date.parse(security));

    await eventually(async () => expect(portal.published).toHaveLength(3));
    const ajv = new Ajv({ formats: { 'date-time': true } });
    const valid = {
      'conformity.evaluated': ajv.compile(conformityEvaluatedEventSchema),
      'conformity.outcome-changed': ajv.compile(
        conformityOutcomeChangedEventSchema,
      ),
    };
    for (const { topic, eventPayload } of portal.published) {
      const validate = valid[topic as keyof typeof valid];
      validate(JSON.parse(JSON.stringify(eventPayload)));
      expect(validate.errors).toBeNull();
    }
    expect(portal.notifications).not.toHaveBeenCalled();

    // The level drops: the owners hear of it, once.
    const third = await portal.push('orders', { LICENSE: 'Apache-2.0' });
    await eventually(async () =>
      expect(await portal.row(ORDERS)).toMatchObject({ commit: third }),
    );
    await portal.push('orders', { LICENSE: 'MIT' });
    await portal.settled();
    await eventually(async () =>
      expect(portal.notifications).toHaveBeenCalledTimes(1),
    );
    expect(portal.notifications).toHaveBeenCalledWith(
      expect.objectContaining({
        recipients: { type: 'entity', entityRef: 'group:default/shop' },
        payload: expect.objectContaining({
          link: '/catalog/default/component/orders/conformity',
        }),
      }),
    );

    // It leaves the catalog: hidden at once, kept for a while.
    portal.unregister(ORDERS);
    await portal.run('catalog-comparison');
    const fleet = async () =>
      (
        await request(server)
          .get('/api/conformity/scores')
          .set('Authorization', USER)
          .expect(200)
      ).body;
    expect(await fleet()).toEqual({ items: [], total: 0 });
    const kept = (await history()).length;
    expect(kept).toBeGreaterThan(0);
    portal.register('orders');
    await portal.run('catalog-comparison');
    await portal.settled();
    expect(await fleet()).toMatchObject({ total: 1 });
    expect(await history()).toHaveLength(kept);
    portal.unregister(ORDERS);
    await portal.run('catalog-comparison');
    await portal.knex('component_state').update({
      gone_at: portal.knex.raw(`gone_at - interval '31 days'`),
    });
    await portal.run('retention');
    expect(await portal.knex('component_state')).toEqual([]);
    expect(await history()).toEqual([]);
  });

  it('keeps the outcomes of a host that fails, and says so', async () => {
    const commit = portal.host.push('orders', BOTH);
    portal.register('orders');
    portal.register('unread');
    await portal.run('catalog-comparison');
    await eventually(async () =>
      expect(await scorecard()).toMatchObject({ score: 100 }),
    );

    portal.host.down = new Error('the host answered 503 Service Unavailable');
    await portal.push('orders', README);
    const stale = await eventually(async () => {
      const body = await scorecard();
      expect(body.stale).toBeDefined();
      return body;
    });
    expect(stale).toMatchObject({
      score: 100,
      commit,
      counts: { passed: 2, failed: 0, error: 0 },
      stale: { reason: expect.stringContaining('503') },
    });
    expect(Date.parse(stale.stale.since)).toBeGreaterThan(
      Date.parse(stale.evaluatedAt),
    );
    expect(await history()).toEqual([]);

    // What was never read has no outcomes to keep.
    expect(await scorecard('unread')).toMatchObject({
      status: 'evaluated',
      level: 'none',
      counts: { passed: 0, failed: 0, error: 2 },
      stale: { reason: expect.stringContaining('unread') },
    });

    portal.host.down = undefined;
    const fixed = await portal.push('orders', README);
    await eventually(async () => {
      const body = await scorecard();
      expect(body).toMatchObject({ commit: fixed, score: 66.6 });
      expect(body.stale).toBeUndefined();
    });
    expect(await history()).toHaveLength(1);
  });

  it('follows the standards, and lists what is wrong in their files', async () => {
    portal.host.push('orders', README);
    portal.register('orders');
    await portal.run('catalog-comparison');
    await portal.settled();

    await portal.writeStandard(
      'basics.yaml',
      filesStandard({ 'has-readme': 'README.md', 'has-license': 'LICENSE' }),
    );
    await portal.writeStandard('broken.yaml', 'metadata: [');
    await portal.run('standards');
    await portal.settled();
    await eventually(async () => {
      const { standards } = await scorecard();
      expect(standards[0].checks.map((check: any) => check.id)).toEqual([
        'has-readme',
        'has-license',
      ]);
    });
    expect(
      (await history())
        .map(({ check_id, from_state, to_state }) => [
          check_id,
          from_state,
          to_state,
        ])
        .sort(),
    ).toEqual([
      ['has-license', null, 'failed'],
      ['has-security', 'failed', null],
    ]);

    const { body } = await request(server)
      .get('/api/conformity/standards')
      .set('Authorization', USER)
      .expect(200);
    expect(body.standards).toEqual([
      expect.objectContaining({ name: 'basics', checks: expect.any(Array) }),
    ]);
    expect(body.problems).toEqual([
      expect.objectContaining({ file: expect.stringContaining('broken.yaml') }),
    ]);
  });

  it('evaluates a service as soon as it is created', async () => {
    portal.host.push('orders', BOTH);
    // The event comes before the catalog has processed the location.
    await portal.events.publish({
      topic: 'golden-path.created',
      eventPayload: { entityRef: ORDERS },
    });
    const begin = Date.now();
    portal.register('orders');
    await eventually(async () =>
      expect(await portal.row(ORDERS)).toMatchObject({ score: 100 }),
    );
    expect(Date.now() - begin).toBeLessThan(3000);
  });

  it('goes on when the database was away for a moment', async () => {
    portal.host.push('orders', README);
    portal.register('orders');
    await portal.run('catalog-comparison');
    await portal.settled();

    const admin = await databases.init('POSTGRES_18');
    await admin.raw(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?`,
      [portal.knex.client.config.connection.database],
    );
    const commit = portal.host.push('orders', BOTH);
    // As from the host, until the database takes it.
    await eventually(async () => {
      await portal.events.publish({
        topic: 'repository.push',
        eventPayload: { url: 'https://host.example/shop/orders' },
      });
      expect(await portal.row(ORDERS)).toMatchObject({ commit });
    });
    expect(await history()).toHaveLength(1);
  });
});
