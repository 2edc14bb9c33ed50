import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { ContributionsClient } from '@waymark-idp/plugin-conformity-common';
import { fetchAsDescribed } from '../__testUtils__/openApiResponses';
import { filesStandard } from '../__testUtils__/standards';
import { eventually, TestPortal } from '../__testUtils__/TestPortal';

jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

const LICENCE = `id: has-licence
title: There is a licence
level: bronze
weight: 1
why: Without one nobody may use it.
fix: Add one.
exists: LICENSE
`;

describe('previews of standards', () => {
  let portal: TestPortal;
  let client: ContributionsClient;
  let plain: ContributionsClient;
  let exported: (
    format: string,
    request: object,
    signal?: AbortSignal,
  ) => Promise<Response>;
  const options = { token: mockCredentials.user.token('user:default/ada') };
  /** The standard, written like this. */
  let instead: (content: string) => {
    files: { path: string; content: string }[];
  };
  const contribution = {
    kind: 'new-check' as const,
    standard: 'basics',
    check: LICENCE,
  };

  beforeAll(async () => {
    portal = await TestPortal.create(await databases.init('POSTGRES_18'));
    await portal.writeStandard(
      'basics.yaml',
      filesStandard({ 'has-readme': 'README.md', 'has-security': 'SECURITY' }),
    );
    const { server } = await portal.start();
    const discoveryApi = {
      getBaseUrl: async (id: string) =>
        `http://localhost:${server.port()}/api/${id}`,
    };
    client = new ContributionsClient({
      discoveryApi,
      fetchApi: { fetch: fetchAsDescribed(new Set()) },
    });
    plain = new ContributionsClient({ discoveryApi, fetchApi: { fetch } });
    exported = (format, request, signal) =>
      fetch(
        `http://localhost:${server.port()}/api/conformity/exports/standards-preview?format=${format}`,
        {
          method: 'POST',
          signal,
          headers: {
            Authorization: `Bearer ${options.token}`,
            'Content-Type': 'application/json',
          },
          body: JSON.stringify(request),
        },
      );
    portal.host.push('orders', { 'README.md': '# A', LICENSE: 'MIT' });
    portal.host.push('stock', { 'README.md': '# B', SECURITY: 'Us' });
    portal.register('orders');
    portal.register('stock');
    portal.entities.at(-1)!.metadata.title = '=Stock, "all"';
    await portal.run('catalog-comparison');
    await portal.settled();
    const { files } = await client.previewStandards({ contribution }, options);
    instead = content => ({ files: [{ path: files[0].path, content }] });
  });

  afterEach(() => {
    portal.denied.clear();
    portal.hidden.clear();
  });

  afterAll(() => portal.stop());

  it('says which components would change, and how', async () => {
    const progress = jest.fn();
    const preview = await plain.previewStandards(
      { contribution },
      { ...options, onProgress: progress },
    );
    expect(progress).toHaveBeenCalledWith({ done: expect.any(Number), of: 2 });
    expect(preview).toMatchObject({
      checks: [{ check: 'has-licence', change: 'new' }],
      problems: [],
      components: 2,
      changed: 2,
      changes: [
        {
          entityRef: 'component:default/stock',
          outcomes: [{ check: 'has-licence', to: 'failed' }],
          before: { score: 100, level: 'gold' },
          after: { score: 75, level: 'none' },
        },
        {
          entityRef: 'component:default/orders',
          outcomes: [{ check: 'has-licence', to: 'passed' }],
          before: { score: 66.6, level: 'bronze' },
          after: { score: 75, level: 'bronze' },
        },
      ],
      unread: [],
      before: 83.3,
      after: 75,
    });
    expect(await client.previewStandards({ contribution }, options)).toEqual(
      preview,
    );
    // Nothing of it stays.
    expect((await portal.row('component:default/stock')).score).toBe(100);
  });

  it('reads only what it has to, and asks only what is written otherwise', async () => {
    const before = portal.host.treesRead;
    const weight = await client.previewStandards(
      {
        contribution: {
          kind: 'check-change',
          id: 'has-security',
          check: `id: has-security
title: There is a SECURITY
level: bronze
weight: 1
why: Others look for it.
fix: Add it.
exists: SECURITY
when: entity.metadata.name == 'stock'
`,
        },
      },
      options,
    );
    expect(weight).toMatchObject({
      checks: [{ check: 'has-security', change: 'changed' }],
      changed: 1,
      changes: [
        {
          entityRef: 'component:default/orders',
          outcomes: [
            { check: 'has-security', from: 'failed', to: 'not-applicable' },
          ],
          after: { score: 100, level: 'gold' },
        },
      ],
    });
    expect(portal.host.treesRead - before).toBe(2);

    const gone = await client.previewStandards(
      instead(filesStandard({ 'has-readme': 'README.md' })),
      options,
    );
    expect(gone).toMatchObject({
      checks: [{ check: 'has-security', change: 'removed' }],
      components: 2,
      changed: 2,
      after: 100,
    });
    // What is taken away, nobody has to look for.
    expect(portal.host.treesRead - before).toBe(2);

    portal.host.down = new Error('Away for lunch');
    const unread = await client.previewStandards({ contribution }, options);
    portal.host.down = undefined;
    expect(unread.unread).toHaveLength(2);
    expect(unread.changes).toEqual([]);
  });

  it('is a file with a line for each outcome that would be another', async () => {
    const csv = await exported('csv', { contribution });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toContain(
      '"standards-preview.csv"',
    );
    const columns =
      'component,title,owner,check,from,to,scoreBefore,scoreAfter,levelBefore,levelAfter';
    expect((await csv.text()).split('\r\n')).toEqual([
      columns,
      `component:default/stock,"'=Stock, ""all""",group:default/shop,has-licence,,failed,100,75,gold,none`,
      'component:default/orders,,group:default/shop,has-licence,,passed,66.6,75,bronze,bronze',
      '',
    ]);

    // Only the weight changes: an outcome of nobody, and another score of who fails the other check.
    const both = { 'has-readme': 'README.md', 'has-security': 'SECURITY' };
    const heavier = instead(
      filesStandard(both).replace(/weight: \d+/, 'weight: 7'),
    );
    const scored = await exported('csv', heavier);
    expect((await scored.text()).split('\r\n').slice(1)).toEqual([
      'component:default/orders,,group:default/shop,,,,66.6,87.5,bronze,bronze',
      '',
    ]);
    // Larger than other requests may be.
    const content = `${filesStandard({
      'has-licence': 'LICENSE',
    })}# ${'-'.repeat(200_000)}`;
    const moved = instead(content);
    const shown = await client.previewStandards(moved, options);
    const json = await exported('json', moved);
    expect(json.headers.get('content-disposition')).toContain('.json"');
    const { items } = await json.json();
    expect(items).toEqual(
      shown.changes.flatMap(({ outcomes, ...change }) =>
        outcomes.map(outcome => ({ ...change, ...outcome })),
      ),
    );
    expect(items).toHaveLength(6);
    expect(items).toContainEqual({
      entityRef: 'component:default/stock',
      title: '=Stock, "all"',
      owner: 'group:default/shop',
      check: 'has-security',
      from: 'passed',
      before: { score: 100, level: 'gold' },
      after: expect.objectContaining({ score: 0 }),
    });
  });

  it('lists 200 components, and has all of them in the file', async () => {
    const stock = portal.entities.at(-1)!;
    const names = Array.from({ length: 250 }, (_, i) => `copy-${i}`);
    for (const name of names) {
      portal.entities.push({ ...stock, metadata: { ...stock.metadata, name } });
    }
    await portal.knex.raw(
      `INSERT INTO component_state
       SELECT (jsonb_populate_record(c, jsonb_build_object('entity_ref', 'component:default/' || name))).*
       FROM component_state AS c, unnest(?::text[]) AS name WHERE c.entity_ref = 'component:default/stock'`,
      [names],
    );
    const without = instead(filesStandard({ 'has-readme': 'README.md' }));
    const { changed, changes } = await client.previewStandards(
      without,
      options,
    );
    expect([changed, changes.length]).toEqual([252, 200]);
    const { items } = await (await exported('json', without)).json();
    expect(new Set(items.map((it: any) => it.entityRef)).size).toBe(252);
    const csv = await (await exported('csv', without)).text();
    expect(csv.trim().split('\r\n')).toHaveLength(253);

    portal.entities.splice(-names.length);
    await portal
      .knex('component_state')
      .where('entity_ref', 'like', '%/copy-%')
      .delete();
  });

  it('is for everybody, about what they see, one at a time', async () => {
    portal.hidden.add('component:default/stock');
    const seen = await client.previewStandards({ contribution }, options);
    expect(seen).toMatchObject({ components: 1, changed: 1 });
    expect(JSON.stringify(seen)).not.toContain('stock');
    const file = await (await exported('csv', { contribution })).text();
    expect(file).toContain('component:default/orders');
    expect(file).not.toContain('stock');

    let release: () => void = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    portal.host.beforeRead = () => held;
    const first = client.previewStandards({ contribution }, options);
    await new Promise(resolve => setTimeout(resolve, 200));
    await expect(
      client.previewStandards({ contribution }, options),
    ).rejects.toMatchObject({ body: { error: { name: 'ConflictError' } } });
    expect((await exported('csv', { contribution })).status).toBe(409);
    portal.host.beforeRead = async () => {};
    release();
    await first;

    // Who does not wait for a file is not told of it, and can ask again.
    let reading: () => void = () => {};
    const begun = new Promise<void>(resolve => {
      reading = resolve;
    });
    const leaving = new AbortController();
    const before = portal.audited.length;
    portal.host.beforeRead = async () => {
      reading();
      await new Promise(resolve => setTimeout(resolve, 100));
    };
    const left = exported('csv', { contribution }, leaving.signal);
    await begun;
    leaving.abort();
    await expect(left).rejects.toThrow('aborted');
    await eventually(async () => {
      expect(portal.audited.slice(before)).toEqual([
        ['standards-preview', 'succeeded', expect.anything()],
      ]);
    });
    portal.host.beforeRead = async () => {};

    await expect(
      client.previewStandards(
        { contribution: { ...contribution, standard: 'nothing' } },
        options,
      ),
    ).rejects.toMatchObject({ body: { error: { name: 'NotFoundError' } } });
    await expect(
      plain.previewStandards(
        { contribution: { ...contribution, check: 'id: [' } },
        { ...options, onProgress: () => {} },
      ),
    ).rejects.toMatchObject({ body: { error: { name: 'InputError' } } });
    const broken = { ...contribution, check: 'id: [' };
    expect((await exported('csv', { contribution: broken })).status).toBe(400);
    portal.denied.add('conformity.change.create');
    await expect(
      client.previewStandards({ contribution }, options),
    ).rejects.toMatchObject({ body: { error: { name: 'NotAllowedError' } } });
    const refused = await exported('csv', { contribution });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      error: { name: 'NotAllowedError' },
    });
    expect(portal.audited.at(-1)).toEqual([
      'standards-preview',
      'failed',
      { kind: 'new-check', standard: 'basics' },
    ]);
    expect(
      portal.audited.find(([event]) => event === 'standards-preview'),
    ).toEqual([
      'standards-preview',
      'succeeded',
      { kind: 'new-check', standard: 'basics' },
    ]);
  });
});
