import { TestDatabases } from '@backstage/backend-test-utils';
import { as, inDays, startWithOrders } from '../__testUtils__/startWithOrders';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ORDERS = 'component:default/orders';

/** The cells of each line of RFC 4180, without the header and what ends the last line. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g,
  )) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') {
      rows.push([]);
    }
  }
  return rows.filter(row => row.length > 1);
}

describe('exports', () => {
  let portal: Awaited<ReturnType<typeof startWithOrders>>['portal'];
  let get: (path: string) => Promise<Response>;
  let campaign: string;

  beforeAll(async () => {
    const started = await startWithOrders(
      await databases.init('POSTGRES_18'),
      new Set(),
    );
    portal = started.portal;
    const call = (path: string, init: RequestInit = {}) =>
      fetch(`http://localhost:${started.port}/api/conformity${path}`, {
        ...init,
        headers: {
          Authorization: `Bearer ${as('pat').token}`,
          'Content-Type': 'application/json',
        },
      });
    get = path => call(path);
    portal.host.push('stock', { 'README.md': '# Stock' });
    portal.register('stock');
    portal.entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'platform', namespace: 'default' },
    });
    await portal.run('catalog-comparison');
    await portal.push('orders', { 'README.md': '# Orders', LICENSE: 'L' });
    await portal.settled();
    await portal.run('rollup');
    await started.client.requestWaiver(
      {
        entityRef: ORDERS,
        check: 'has-security',
        reason: '=cmd|" /C calc"!A0, "or" so\nthey say',
        expiresAt: inDays(10),
      },
      as('dana'),
    );
    const drafted = await call('/campaigns', {
      method: 'POST',
      body: JSON.stringify({
        title: '@Everybody',
        description: 'After the audit.',
        checks: ['has-security'],
        selection: {},
        deadline: inDays(30),
        owner: 'group:default/platform',
      }),
    });
    campaign = (await drafted.json()).id;
    await call(`/campaigns/${campaign}/start`, { method: 'POST' });
    await portal.run('campaigns');
  });

  afterEach(() => {
    portal.denied.clear();
    portal.hidden.clear();
  });

  afterAll(async () => {
    await portal.stop();
  });

  const orders = 'component/default/orders';
  /** The export, what the page shows, and what it takes to see it. */
  const pages = (): [
    path: string,
    page: string,
    permission: string,
    itemsOf?: (body: any) => unknown[],
  ][] => [
    ['trend?by=all', '/trend', 'scorecard', ({ points }) => points],
    ['next/group/default/shop', '/owners/group/default/shop/next', 'scorecard'],
    [
      'standards',
      '/standards',
      'standard',
      ({ standards }) =>
        standards.flatMap(({ name, owner, checks }: any) =>
          checks.map((check: object) => ({
            standard: name,
            owner,
            ...check,
            counts: expect.objectContaining({ error: 0 }),
          })),
        ),
    ],
    [`history/${orders}`, `/entities/${orders}/history`, 'scorecard'],
    ['waivers', '/waivers', 'waiver'],
    ['campaigns', '/campaigns', 'campaign'],
    [`campaigns/${campaign}`, `/campaigns/${campaign}/components`, 'campaign'],
    [
      `campaigns/${campaign}/days`,
      `/campaigns/${campaign}`,
      'campaign',
      ({ days }) => days,
    ],
    [
      `campaigns/${campaign}/teams`,
      `/campaigns/${campaign}`,
      'campaign',
      ({ teams }) => teams,
    ],
  ];

  it('have what the page has, for whom the page is for', async () => {
    for (const [path, page, permission, itemsOf] of pages()) {
      const format = (name: string) =>
        `/exports/${path}${path.includes('?') ? '&' : '?'}format=${name}`;
      const shown = await (await get(page)).json();
      const items = itemsOf?.(shown) ?? shown.items;
      const json = await get(format('json'));
      expect(json.headers.get('content-disposition')).toContain('.json"');
      expect([path, (await json.json()).items]).toEqual([path, items]);
      expect(items.length).toBeGreaterThan(0);

      const csv = await get(format('csv'));
      expect(csv.headers.get('content-type')).toContain('text/csv');
      const [header, ...rows] = cellsOf(await csv.text());
      expect([path, rows.length]).toEqual([path, items.length]);
      for (const row of rows) {
        expect([path, row.length]).toEqual([path, header.length]);
      }

      portal.denied.add(`conformity.${permission}.read`);
      expect([path, (await get(format('csv'))).status]).toEqual([path, 403]);
      portal.denied.clear();
    }
  });

  it('run nothing in a spreadsheet, and name nothing hidden', async () => {
    const waivers = async (query = '') =>
      cellsOf(await (await get(`/exports/waivers?format=csv${query}`)).text());
    const [header, row] = await waivers();
    expect(row[header.indexOf('reason')]).toBe(
      `'=cmd|" /C calc"!A0, "or" so\nthey say`,
    );
    expect(await waivers('&state=approved')).toHaveLength(1);
    const campaigns = await get('/exports/campaigns?format=csv');
    expect(await campaigns.text()).toContain("\r\n'@Everybody,running,");

    portal.hidden.add(ORDERS);
    expect(await waivers()).toHaveLength(1);
    const components = await get(`/exports/campaigns/${campaign}?format=json`);
    expect(
      (await components.json()).items.map((it: any) => it.entityRef),
    ).toEqual(['component:default/stock']);
    expect((await get(`/exports/history/${orders}?format=csv`)).status).toBe(
      404,
    );
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await get(`/exports/campaigns/${nobody}?format=csv`)).status).toBe(
      404,
    );
  });
});
