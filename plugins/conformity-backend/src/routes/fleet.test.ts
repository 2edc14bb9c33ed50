import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  ConformityClient,
  FleetClient,
  SummaryGroup,
} from '@waymark-idp/plugin-conformity-common';
import request from 'supertest';
import { fetchAsDescribed } from '../__testUtils__/openApiResponses';
import { TestPortal, USER } from '../__testUtils__/TestPortal';

jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

const standard = (name: string, checks: [string, string, number][]) =>
  `apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: ${name}, title: The ${name}, description: What is asked. }
spec:
  owner: group:default/platform
  checks:
${checks
  .map(
    ([id, file, weight]) =>
      `    - { id: ${id}, title: There is ${file}, level: bronze, weight: ${weight}, why: W., fix: F., exists: ${file} }\n`,
  )
  .join('')}`;

describe('the fleet', () => {
  let portal: TestPortal;
  let server: Parameters<typeof request>[0];
  let fleet: FleetClient;
  let scores: ConformityClient;
  const called = new Set<string>();
  const token = mockCredentials.user.token('user:default/developer');

  beforeAll(async () => {
    portal = await TestPortal.create(await databases.init('POSTGRES_18'));
    await portal.writeStandard(
      'docs.yaml',
      standard('docs', [
        ['has-readme', 'README.md', 2],
        ['has-guide', 'GUIDE.md', 1],
      ]),
    );
    await portal.writeStandard(
      'law.yaml',
      standard('law', [['has-license', 'LICENSE', 5]]),
    );
    const backend = await portal.start();
    server = backend.server;
    const options = {
      discoveryApi: {
        getBaseUrl: async (id: string) =>
          `http://localhost:${backend.server.port()}/api/${id}`,
      },
      fetchApi: { fetch: fetchAsDescribed(called) },
    };
    fleet = new FleetClient(options);
    scores = new ConformityClient(options);

    // org > shop > stock, in a system of a domain; and a circle of two groups.
    const above = (kind: string, name: string, type: string, ref: string) =>
      portal.entities.push({
        apiVersion: 'backstage.io/v1alpha1',
        kind,
        metadata: { name, namespace: 'default', uid: `${kind}-${name}` },
        relations: [{ type, targetRef: ref }],
      });
    above('Group', 'shop', 'childOf', 'group:default/org');
    above('Group', 'stock', 'childOf', 'group:default/shop');
    above('Group', 'left', 'childOf', 'group:default/right');
    above('Group', 'right', 'childOf', 'group:default/left');
    above('System', 'sales', 'partOf', 'domain:default/trade');

    const README = { 'README.md': 'R', 'GUIDE.md': 'G' };
    portal.host.push('orders', { ...README, LICENSE: 'L' });
    portal.host.push('prices', README);
    portal.host.push('depot', { 'README.md': 'R' });
    portal.host.push('circle', { x: 'y' });
    portal.register('orders', { owner: 'group:default/shop' });
    portal.register('prices', { owner: 'group:default/shop' });
    portal.register('depot', { owner: 'group:default/stock' });
    portal.register('circle', { owner: 'group:default/left' });
    const depot = portal.entities.find(it => it.metadata.name === 'depot')!;
    depot.spec = { type: 'Website', lifecycle: 'experimental' };
    depot.relations!.push({
      type: 'partOf',
      targetRef: 'system:default/sales',
    });
    await portal.run('catalog-comparison');
    await portal.settled();
  });

  afterEach(() => {
    portal.hidden.clear();
    portal.denied.clear();
  });

  afterAll(async () => {
    await portal.stop();
  });

  const summary = async (by: SummaryGroup) =>
    Object.fromEntries(
      (await scores.getSummary(by, { token })).map(row => [
        row.key.replace(/^.*\//, ''),
        [row.components, row.score, row.counts.passed, row.counts.failed],
      ]),
    );

  it('rolls up by every group, owners up the tree', async () => {
    expect(await summary('owner')).toEqual({
      org: [3, 54.2, 6, 3],
      shop: [3, 54.2, 6, 3],
      stock: [1, 25, 1, 2],
      left: [1, 0, 0, 3],
      right: [1, 0, 0, 3],
    });
    expect(await summary('system')).toEqual({
      none: [3, 45.8, 5, 4],
      sales: [1, 25, 1, 2],
    });
    expect(await summary('domain')).toEqual({
      none: [3, 45.8, 5, 4],
      trade: [1, 25, 1, 2],
    });
    expect(await summary('type')).toEqual({
      service: [3, 45.8, 5, 4],
      website: [1, 25, 1, 2],
    });
    expect(await summary('check')).toEqual({
      'has-guide': [4, 50, 2, 2],
      'has-license': [4, 25, 1, 3],
      'has-readme': [4, 75, 3, 1],
    });
    expect(await summary('standard')).toEqual({
      docs: [4, 62.5, 5, 3],
      law: [4, 25, 1, 3],
    });
    expect(await summary('level')).toMatchObject({ gold: [1, 100, 3, 0] });
  });

  it('counts what the caller may see, and nothing else', async () => {
    const everything = await summary('check');
    portal.hidden.add('component:default/depot');
    expect(await summary('owner')).toMatchObject({
      org: [2, 68.8, 5, 1],
      shop: [2, 68.8, 5, 1],
    });
    expect(await summary('check')).toMatchObject({
      'has-guide': [3, 66.7, 2, 1],
    });
    expect((await summary('standard')).law).toEqual([3, 33.3, 1, 2]);
    const { items } = await fleet.getHeatmap({}, { token });
    expect(items.map(({ owner }) => owner)).not.toContain(
      'group:default/stock',
    );
    const next = await fleet.getNextSteps('group:default/org', { token });
    expect(next.items.map(item => [item.check.id, item.total])).toEqual([
      ['has-license', 1],
    ]);
    const list = await scores.listScores({}, { token });
    expect(list.items).toHaveLength(3);
    // A total would give away that there is more.
    expect(list.total).toBeUndefined();
    portal.hidden.clear();
    expect(await summary('check')).toEqual(everything);
  });

  it('pages through owner by standard', async () => {
    const rows = [];
    let cursor: string | undefined;
    do {
      const page = await fleet.getHeatmap({ limit: 2, cursor }, { token });
      expect(page.items.length).toBeLessThanOrEqual(2);
      rows.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(rows.map(({ owner }) => owner.split('/')[1])).toEqual([
      ...['left', 'org', 'right', 'shop', 'stock'],
    ]);
    expect(rows[1].cells).toEqual([
      { standard: 'docs', components: 3, passed: 5, answered: 6 },
      { standard: 'law', components: 3, passed: 1, answered: 3 },
    ]);
  });

  it('gives owner by standard away as a file', async () => {
    const { text, headers } = await request(server)
      .get('/api/conformity/exports/heatmap?format=csv')
      .set('Authorization', USER);
    expect(headers['content-disposition']).toContain('owners-by-standards.csv');
    const lines = text.trim().split(/\r?\n/);
    expect(lines[0]).toMatch(/owner,standard,components,passed,answered/);
    expect(lines).toContain('group:default/org,docs,3,5,6');
    expect(lines).toHaveLength(11);
  });

  it('says what a group should do next, with what is below it', async () => {
    const { items } = await fleet.getNextSteps('Group:default/shop', { token });
    expect(items).toEqual([
      {
        check: expect.objectContaining({ id: 'has-license', weight: 5 }),
        standard: { name: 'law', title: 'The law' },
        gain: 10,
        total: 2,
        components: [
          { entityRef: 'component:default/depot' },
          { entityRef: 'component:default/prices' },
        ],
      },
      expect.objectContaining({ gain: 1, total: 1 }),
    ]);
    expect(
      await fleet.getNextSteps('group:default/nobody', { token }),
    ).toMatchObject({ items: [] });
  });

  it('filters the fleet, and tells how many there are', async () => {
    const names = async (query: object) => {
      const { items, total } = await scores.listScores(
        { limit: 1, ...query },
        { token },
      );
      expect(items.length).toBeLessThanOrEqual(1);
      return [total, items[0]?.entityRef.split('/')[1]];
    };
    expect(await names({})).toEqual([4, 'circle']);
    expect(await names({ owner: 'group:default/shop' })).toEqual([2, 'orders']);
    expect(await names({ owner: 'group:default/shop', below: true })).toEqual([
      3,
      'depot',
    ]);
    expect(await names({ owner: 'group:default/left', below: true })).toEqual([
      1,
      'circle',
    ]);
    expect(await names({ type: 'WEBSITE' })).toEqual([1, 'depot']);
    expect(await names({ lifecycle: 'production', sort: '-score' })).toEqual([
      3,
      'orders',
    ]);
    expect(
      await names({ failingCheck: 'has-license', system: 'system:sales' }),
    ).toEqual([1, 'depot']);
    expect(await names({ failingStandard: 'docs' })).toEqual([2, 'circle']);
    expect(
      await names({ failingStandard: 'law', owner: 'group:default/stock' }),
    ).toEqual([1, 'depot']);
    expect(await names({ search: 'RDER' })).toEqual([1, 'orders']);
    expect(await names({ search: 'component%' })).toEqual([0, undefined]);
    expect(await names({ mine: true })).toEqual([0, undefined]);
    portal.groups.set('user:default/developer', ['group:default/shop']);
    expect(await names({ mine: true })).toEqual([2, 'orders']);
    portal.groups.clear();

    const file = await request(server)
      .get('/api/conformity/exports/scores?format=csv&below=true&sort=-score')
      .query({ owner: 'group:default/shop', failingStandard: 'law' })
      .set('Authorization', USER);
    expect(
      file.text.split('\n').map(line => line.split(',')[0].replace(/\W/g, '')),
    ).toEqual([
      'component',
      'componentdefaultprices',
      'componentdefaultdepot',
      '',
    ]);
  });

  it('keeps a row a day, and finds the day from which it is not what it was', async () => {
    const day = (ago: number) =>
      new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    await portal.run('rollup');
    await portal.run('rollup');
    const today = await fleet.getTrend({}, { token });
    expect(today).toMatchObject({
      by: 'all',
      key: 'all',
      points: [{ day: day(0), components: 4, score: 40.6 }],
      changes: [],
      tooFew: { has: 1, needs: 8 },
    });
    // As if the same had been found every day, and less before the tenth.
    await portal.knex.raw(
      `INSERT INTO daily_rollup SELECT (day - ago)::date, group_by, key, components, scored,
         score_sum * CASE WHEN ago >= 10 THEN 0.5 ELSE 1 END * (1 + (ago % 3) * 0.01),
         passed, failed, not_applicable, waived, error,
         level_none, level_bronze, level_silver, level_gold
       FROM daily_rollup, generate_series(1, 25) AS ago`,
    );
    const trend = await fleet.getTrend({}, { token });
    expect(trend.points).toHaveLength(26);
    expect(trend.tooFew).toBeUndefined();
    expect(trend.changes).toEqual([
      {
        day: day(9),
        before: expect.closeTo(20.5, 0),
        after: expect.closeTo(41, 0),
        pValue: expect.any(Number),
      },
    ]);
    const owner = await fleet.getTrend(
      { by: 'owner', key: 'group:default/org', days: 12 },
      { token },
    );
    expect(owner.points).toHaveLength(12);
    expect(owner.points[11]).toMatchObject({ components: 3, score: 54.2 });
    expect(
      (await fleet.getTrend({ by: 'check', key: 'has-guide' }, { token }))
        .points[25],
    ).toMatchObject({ score: 50, counts: { passed: 2, failed: 2 } });
    expect(
      await fleet.getTrend({ by: 'system', key: 'system:x/y' }, { token }),
    ).toMatchObject({ points: [], tooFew: { has: 0, needs: 8 } });
    await expect(
      fleet.getTrend({ by: 'owner' }, { token }),
    ).rejects.toMatchObject({ cause: { name: 'InputError' } });
    expect([...called].sort()).toEqual(
      expect.arrayContaining(['GetHeatmap', 'GetNextSteps', 'GetTrend']),
    );
  });

  it('is for those who may read scorecards', async () => {
    portal.denied.add('conformity.scorecard.read');
    for (const path of [
      '/trend',
      '/summary/heatmap',
      '/summary?by=standard',
      '/owners/group/default/shop/next',
    ]) {
      const { status } = await request(server)
        .get(`/api/conformity${path}`)
        .set('Authorization', USER);
      expect([path, status]).toEqual([path, 403]);
    }
  });
});
