import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  Preview,
  Scorecard,
  SnapshotsClient,
} from '@waymark-idp/plugin-conformity-common';
import { evaluate, loadStandards } from '@waymark-idp/plugin-conformity-node';
import { createSnapshotFromFiles } from '@waymark-idp/plugin-repositories-node';
import { gzipSync } from 'zlib';
import { gitArchive } from '../__testUtils__/gitArchive';
import { fetchAsDescribed } from '../__testUtils__/openApiResponses';
import { filesStandard } from '../__testUtils__/standards';
import { TestPortal } from '../__testUtils__/TestPortal';

jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ORDERS = 'component:default/orders';
const COMPONENT = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: orders, title: '=1+1' }
spec: { type: service, lifecycle: production, owner: shop }
`;
const FILES = { 'README.md': '# Orders', 'catalog-info.yaml': COMPONENT };

describe('what the portal gives to other places', () => {
  let portal: TestPortal;
  let base: string;
  const user = mockCredentials.user.header('user:default/developer');

  beforeAll(async () => {
    portal = await TestPortal.create(await databases.init('POSTGRES_18'));
    await portal.writeStandard(
      'basics.yaml',
      filesStandard({ 'has-readme': 'README.md', 'has-security': 'SECURITY' }),
    );
    const { server } = await portal.start({
      config: { badges: { signingKey: 'k'.repeat(32) } },
    });
    base = `http://localhost:${server.port()}/api/conformity`;
    portal.host.push('orders', FILES);
    portal.host.push('stock', { 'index.html': '<p>' });
    portal.register('orders');
    portal.register('stock');
    portal.entities[1].metadata.title = '=HYPERLINK("http://evil")';
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

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${base}${path}`, { headers: { Authorization: user, ...headers } });

  const post = (
    body: Buffer | string,
    {
      query = '',
      accept = 'application/json',
      type = 'application/x-tar',
    } = {},
  ) =>
    fetch(`${base}/previews${query}`, {
      method: 'POST',
      body,
      headers: { Authorization: user, Accept: accept, 'Content-Type': type },
    });

  const messageOf = async (response: Response) =>
    (await response.json()).error.message;

  it('previews an archive as the portal would judge it, and keeps nothing', async () => {
    const { tar, commit } = gitArchive(FILES);
    const rows = () => portal.knex('component_state').orderBy('entity_ref');
    const before = await rows();

    for (const body of [tar, gzipSync(tar)]) {
      const response = await post(body);
      expect(response.status).toBe(200);
      const preview: Preview = await response.json();
      expect(preview).toMatchObject({
        entityRef: ORDERS,
        commit,
        counts: { passed: 1, failed: 1 },
        standards: [{ name: 'basics' }],
      });
      const scorecard: Scorecard = await (
        await get('/entities/component/default/orders')
      ).json();
      expect(preview.score).toBe(scorecard.score);
      expect(preview.level).toBe(scorecard.level);
      expect(preview.standards[0].checks.map(c => c.outcome.message)).toEqual(
        scorecard.standards[0].checks.map(c => c.outcome.message),
      );
    }

    const formats: [string, string][] = [
      ['application/sarif+json', '"version": "2.1.0"'],
      ['application/xml', '<testsuites'],
      ['text/markdown', '### Waymark'],
      ['text/plain', 'Score 66.6, level bronze'],
      ['*/*', '"entityRef"'],
    ];
    for (const [accept, part] of formats) {
      const response = await post(tar, { accept });
      const type = response.headers.get('content-type');
      expect([accept, response.status]).toEqual([accept, 200]);
      expect(type).toContain(accept === '*/*' ? 'json' : accept);
      expect(await response.text()).toContain(part);
    }
    expect((await post(tar, { accept: 'image/png' })).status).toBe(406);
    expect(await rows()).toEqual(before);
  });

  it('judges what is proposed, of a component that is new too', async () => {
    const better = gitArchive({
      ...FILES,
      SECURITY: 'Us',
      'catalog-info.yaml': COMPONENT.replace('orders', 'brand-new'),
    });
    expect(await (await post(better.tar)).json()).toMatchObject({
      entityRef: 'component:default/brand-new',
      level: 'gold',
      later: [],
    });
    const named = await post(better.tar, { query: `?entityRef=${ORDERS}` });
    const preview: Preview = await named.json();
    expect(preview).toMatchObject({ entityRef: ORDERS, score: 100 });
    expect(preview.later).toBeUndefined();
  });

  it('says what is wrong with what is sent', async () => {
    const archive = (files: Record<string, string>) => gitArchive(files).tar;
    const two = `${COMPONENT}---\n${COMPONENT.replace('orders', 'jobs')}`;
    const mistakes: [Response, number, string][] = [
      [await post(Buffer.from('no tar '.repeat(200))), 400, 'is not a tar'],
      [await post(archive({ a: 'b' })), 400, 'Say which component'],
      [
        await post(archive({ 'catalog-info.yaml': two })),
        400,
        'declares several components',
      ],
      [
        await post(archive({ 'catalog-info.yaml': 'kind: [' })),
        400,
        'catalog-info.yaml:1 is not YAML',
      ],
      [
        await post(archive(FILES), {
          query: '?entityRef=component:default/no',
        }),
        404,
        'There is no component:default/no',
      ],
      [
        await post(archive(FILES), { query: '?entityRef=:::' }),
        400,
        'entity ref',
      ],
      [await post('{}', { type: 'application/json' }), 400, 'media type'],
      [
        await post(gzipSync(Buffer.alloc(30_000_000)), {
          type: 'application/gzip',
        }),
        413,
        'unpacks to more than',
      ],
    ];
    for (const [response, status, message] of mistakes) {
      expect([await messageOf(response), response.status]).toEqual([
        expect.stringContaining(message),
        status,
      ]);
    }
    portal.denied.add('conformity.preview.create');
    expect((await post(archive(FILES))).status).toBe(403);
    const nobody = await fetch(`${base}/previews`, {
      method: 'POST',
      headers: {
        Authorization: mockCredentials.none.header(),
        'Content-Type': 'application/x-tar',
      },
      body: archive(FILES),
    });
    expect(nobody.status).toBe(401);
  });

  it('gives out what it takes to come to its outcomes', async () => {
    const called = new Set<string>();
    const client = new SnapshotsClient({
      discoveryApi: { getBaseUrl: async () => base },
      fetchApi: { fetch: fetchAsDescribed(called) },
    });
    const token = user.replace('Bearer ', '');
    const facts = await client.getFacts(ORDERS, { token });
    const bundle = await client.getStandardsBundle({ token });
    const row = await portal.row(ORDERS);
    expect(facts).toMatchObject({
      version: 1,
      entity: { metadata: { name: 'orders' } },
      standardsDigest: bundle.digest,
      git: { commit: row.commit },
    });
    const { standards, digest } = loadStandards(bundle.files);
    expect(digest).toBe(bundle.digest);
    const { outcomes } = evaluate({
      standards,
      entity: facts.entity,
      inputs: facts.inputs,
      repository: createSnapshotFromFiles({ files: FILES }),
    });
    expect(outcomes).toEqual(
      row.outcomes.map(({ since, ...outcome }: any) => outcome),
    );

    portal.hidden.add(ORDERS);
    await expect(client.getFacts(ORDERS, { token })).rejects.toMatchObject({
      statusCode: 404,
    });
    portal.denied.add('conformity.standard.read');
    await expect(client.getStandardsBundle({ token })).rejects.toMatchObject({
      statusCode: 403,
    });
    expect([...called].sort()).toEqual([
      'GetFactsSnapshot',
      'GetStandardsBundle',
    ]);
  });

  it('draws badges, for those signed in and for who has the address', async () => {
    const path = '/entities/component/default/orders';
    const badge = await get(`${path}/badge.svg`);
    expect(badge.headers.get('content-type')).toContain('image/svg+xml');
    expect(badge.headers.get('cache-control')).toBe('private, max-age=300');
    expect(await badge.text()).toContain('bronze · 66.6');
    const etag = badge.headers.get('etag')!;
    const again = await get(`${path}/badge.svg`, {
      'If-None-Match': etag,
      'Cache-Control': 'max-age=0',
    });
    expect(again.status).toBe(304);

    const link = await (await get(`${path}/badge-link`)).json();
    expect(link.public).toBe(true);
    const open = link.url.replace(/^.*\/api\/conformity/, base);
    const anybody = (url: string) =>
      fetch(url, { headers: { Authorization: mockCredentials.none.header() } });
    const seen = await anybody(open);
    expect(seen.status).toBe(200);
    expect(seen.headers.get('cache-control')).toBe('public, max-age=300');
    expect(await seen.text()).toContain('bronze · 66.6');
    for (const wrong of [
      open.replace('orders', 'stock'),
      open.slice(0, -1),
      `${open}x`,
    ]) {
      expect((await anybody(wrong)).status).toBe(404);
    }
    expect((await anybody(`${base}${path}/badge.svg`)).status).toBe(401);
    portal.hidden.add(ORDERS);
    expect((await get(`${path}/badge.svg`)).status).toBe(404);
    expect((await get(`${path}/badge-link`)).status).toBe(404);
  });

  it('exports what pages show, as tables that run nothing', async () => {
    const csv = async (path: string) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/csv');
      expect(response.headers.get('content-disposition')).toContain('.csv"');
      // fetch takes the byte order mark away.
      return (await response.text()).split('\r\n');
    };
    const scores = await csv('/exports/scores?format=csv&sort=score');
    expect(scores[0]).toMatch(/^component,title,owner,system,status,score,/);
    expect(scores[1]).toMatch(
      /^component:default\/stock,"'=HYPERLINK\(""http:\/\/evil""\)",group:default\/shop,,evaluated,/,
    );
    expect(scores[2]).toMatch(
      /^component:default\/orders,.*,66.6,bronze,1,1,0/,
    );
    expect(scores).toHaveLength(4);

    expect((await csv('/exports/summary?format=csv&by=level'))[0]).toMatch(
      /^level,title,components,score,/,
    );
    const card = '/exports/scorecards/component/default/orders?format=csv';
    expect(await csv(card)).toEqual([
      expect.stringMatching(/^standard,check,title,/),
      expect.stringMatching(/^basics,has-readme,.*,passed,/),
      expect.stringMatching(/^basics,has-security,.*,failed,/),
      '',
    ]);
    const failing = '/exports/checks/has-security?format=csv';
    expect(await csv(failing)).toHaveLength(4);

    const json = await (await get('/exports/scores?format=json')).json();
    const page = await (await get('/scores')).json();
    expect(json.items).toEqual(page.items);

    portal.hidden.add(ORDERS);
    expect(await csv('/exports/scores?format=csv')).toHaveLength(3);
    expect(await csv(failing)).toHaveLength(3);
    expect((await get(card)).status).toBe(404);
    expect((await get('/exports/checks/none?format=csv')).status).toBe(404);
    portal.denied.add('conformity.scorecard.read');
    for (const path of [
      '/exports/scores?format=csv',
      '/exports/summary?format=json&by=owner',
      card,
      failing,
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 403]);
    }
  });

  it('says of what is new which checks ask for more than there is yet', async () => {
    const asking = (id: string, pass: string, more = '') =>
      `    - { id: ${id}, title: T, level: gold, weight: 1, why: W, fix: F, pass: '${pass}'${more} }`;
    await portal.writeStandard(
      'later.yaml',
      [
        filesStandard({}).replace('name: basics', 'name: later'),
        asking('asks-facts', 'collected("ci") && facts.ci.passed'),
        asking('asks-graph', 'graph.cycles().size() == 0'),
        asking('asks-others', 'collected("ci")', ', appliesTo: { kind: API }'),
        asking('asks-itself', 'entity.kind == "Component"'),
        asking('asks-files', 'exists("README.md")'),
      ].join('\n'),
    );
    await portal.run('standards');
    const named = COMPONENT.replace('orders', 'brand-new');
    const { tar } = gitArchive({ ...FILES, 'catalog-info.yaml': named });
    expect(await (await post(tar)).json()).toMatchObject({
      later: ['asks-facts', 'asks-graph'],
    });
  });
});
