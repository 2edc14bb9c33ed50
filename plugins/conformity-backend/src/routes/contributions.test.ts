import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { ContributionsClient } from '@waymark-idp/plugin-conformity-common';
import { fetchAsDescribed } from '../__testUtils__/openApiResponses';
import { filesStandard } from '../__testUtils__/standards';
import { TestPortal } from '../__testUtils__/TestPortal';

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
  const options = { token: mockCredentials.user.token('user:default/ada') };
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
    portal.host.push('orders', { 'README.md': '# A', LICENSE: 'MIT' });
    portal.host.push('stock', { 'README.md': '# B', SECURITY: 'Us' });
    portal.register('orders');
    portal.register('stock');
    await portal.run('catalog-comparison');
    await portal.settled();
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
      {
        files: [
          {
            path: weight.files[0].path,
            content: filesStandard({ 'has-readme': 'README.md' }),
          },
        ],
      },
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

  it('is for everybody, about what they see, one at a time', async () => {
    portal.hidden.add('component:default/stock');
    const seen = await client.previewStandards({ contribution }, options);
    expect(seen).toMatchObject({ components: 1, changed: 1 });
    expect(JSON.stringify(seen)).not.toContain('stock');

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
    portal.host.beforeRead = async () => {};
    release();
    await first;

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
    portal.denied.add('conformity.change.create');
    await expect(
      client.previewStandards({ contribution }, options),
    ).rejects.toMatchObject({ body: { error: { name: 'NotAllowedError' } } });
    expect(
      portal.audited.find(([event]) => event === 'standards-preview'),
    ).toEqual([
      'standards-preview',
      'succeeded',
      { kind: 'new-check', standard: 'basics' },
    ]);
  });
});
