import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  ConformityClient,
  ConformityOutcomeChangedEvent,
  conformityOutcomeChangedEventSchema,
  FixesClient,
} from '@waymark-idp/plugin-conformity-common';
import Ajv from 'ajv';
import { writeFile } from 'fs/promises';
import path from 'path';
import { ADMIN, git } from '@waymark-idp/git-host/testUtils';
import { fetchAsDescribed } from '../__testUtils__/openApiResponses';
import { RealHost } from '../__testUtils__/RealHost';
import { eventually, TestPortal } from '../__testUtils__/TestPortal';

// Several evaluations of repositories on a real git host.
jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ORDERS = 'component:default/orders';

const STANDARD = `apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: basics, title: Basics, description: What everybody looks for first. }
spec:
  owner: group:default/platform
  checks:
    - id: has-readme
      title: There is a README
      level: bronze
      weight: 2
      why: Others **look** for it.
      fix:
        how: Say what it is.
        files:
          - create: README.md
            content: "# {{ entity.metadata.name }}\\n"
      exists: README.md
    - id: ignores-modules
      title: Dependencies are not committed
      level: silver
      weight: 1
      why: They are large.
      fix:
        how: Ignore them.
        files: [{ append: .gitignore, lines: [node_modules] }]
      matches: { path: .gitignore, pattern: ^node_modules$ }
    - id: ignores-output
      title: Output is not committed
      level: silver
      weight: 1
      why: It can be made again.
      fix:
        how: Ignore it.
        files: [{ append: .gitignore, lines: [dist] }]
      matches: { path: .gitignore, pattern: ^dist$ }
    - id: has-pipeline
      title: There is a pipeline
      level: gold
      weight: 1
      why: Nobody wants to do it by hand.
      fix:
        how: Use the template.
        template: { ref: template:default/pipeline, values: { service: "{{ entity.metadata.name }}" } }
      exists: pipeline.yaml
    - id: has-owner
      title: Somebody answers for it
      level: gold
      weight: 1
      why: Somebody has to.
      fix: Find somebody.
      exists: OWNERS
`;

describe('fixes', () => {
  let portal: TestPortal;
  let host: RealHost;
  let fixes: FixesClient;
  let scorecards: ConformityClient;
  let clone: string;
  const called = new Set<string>();
  const options = { token: mockCredentials.user.token('user:default/ada') };

  /** Who, as the last event that had it says, made a check pass. */
  const fixerOf = (check: string) => {
    const components = portal.published
      .filter(({ topic }) => topic === 'conformity.outcome-changed')
      .flatMap(
        event =>
          (event.eventPayload as ConformityOutcomeChangedEvent).components,
      );
    return components.findLast(({ changes }) =>
      changes.some(change => change.check === check && change.to === 'passed'),
    )?.user;
  };

  const stateOf = async (check: string) => {
    const { standards } = await scorecards.getScorecard(ORDERS, options);
    return standards
      .flatMap(({ checks }) => checks)
      .find(({ id }) => id === check)?.outcome.state;
  };

  beforeAll(async () => {
    portal = await TestPortal.create(await databases.init('POSTGRES_18'));
    host = await RealHost.start(portal);
    await portal.writeStandard('basics.yaml', STANDARD);
    const backend = await portal.start(host.options);
    const parts = {
      discoveryApi: {
        getBaseUrl: async (id: string) =>
          `http://localhost:${backend.server.port()}/api/${id}`,
      },
      fetchApi: { fetch: fetchAsDescribed(called) },
    };
    fixes = new FixesClient(parts);
    scorecards = new ConformityClient(parts);
    clone = await host.git.pushed('orders', { '.gitignore': 'tmp\n' });
    portal.register('orders', { url: host.url('orders') });
    portal.entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: 'ada', namespace: 'default' },
      spec: { profile: { displayName: 'Ada L', email: 'ada@example.com' } },
    });
    await portal.run('catalog-comparison');
    await portal.settled();
  });

  afterEach(() => {
    portal.denied.clear();
  });

  afterAll(async () => {
    await portal.stop();
    await host.close();
  });

  it('is for owners, about what is there', async () => {
    const request = { entityRef: ORDERS, checks: 'all' as const };
    portal.denied.add('conformity.fix.create');
    const refused = { body: { error: { name: 'NotAllowedError' } } };
    await expect(fixes.planFixes(request, options)).rejects.toMatchObject(
      refused,
    );
    await expect(
      fixes.proposeFixes({ ...request, commit: 'x' }, options),
    ).rejects.toMatchObject(refused);
    expect(await fixes.listFixes(ORDERS, options)).toEqual({ items: [] });
    portal.denied.clear();
    await expect(
      fixes.planFixes({ ...request, checks: ['has-nothing'] }, options),
    ).rejects.toMatchObject({ body: { error: { name: 'NotFoundError' } } });
    const { files, checks, commit } = await fixes.planFixes(
      { ...request, checks: ['has-owner'] },
      options,
    );
    expect({ files, checks }).toMatchObject({
      files: [],
      checks: [{ fixable: false, reason: expect.stringMatching(/how to/) }],
    });
    await expect(
      fixes.proposeFixes(
        { ...request, checks: ['has-owner'], commit },
        options,
      ),
    ).rejects.toMatchObject({
      body: {
        error: {
          name: 'ConflictError',
          message: expect.stringMatching(/^There is nothing to propose\. /),
        },
      },
    });
  });

  it('proposes all at once, and the checks turn green when it is merged', async () => {
    const request = { entityRef: ORDERS, checks: 'all' as const };
    const plan = await fixes.planFixes(request, options);
    expect(plan).toMatchObject({
      checks: [
        { check: 'has-readme', fixable: true, passes: true },
        { check: 'ignores-modules', paths: ['.gitignore'], passes: true },
        { check: 'ignores-output', paths: ['.gitignore'], passes: true },
        {
          check: 'has-pipeline',
          fixable: false,
          passes: false,
          template: {
            ref: 'template:default/pipeline',
            values: { service: 'orders' },
          },
        },
      ],
      // Two checks, one file, in order.
      files: [
        {
          path: '.gitignore',
          before: 'tmp\n',
          after: 'tmp\nnode_modules\ndist\n',
        },
        { path: 'README.md', after: '# orders\n' },
      ],
      before: { score: 0, level: 'none' },
      after: { score: 66.6, level: 'silver' },
    });
    expect(plan.outcomes).toHaveLength(3);

    // Somebody pushes between looking and proposing.
    await git(clone, 'commit', '--quiet', '--allow-empty', '-m', 'More');
    await git(clone, 'push', '--quiet', host.git.remote('orders'), 'main');
    await expect(
      fixes.proposeFixes({ ...request, commit: plan.commit }, options),
    ).rejects.toMatchObject({
      body: {
        error: {
          name: 'ConflictError',
          message: expect.stringContaining('has moved on since'),
        },
      },
    });
    expect(await host.pulls('orders')).toEqual([]);

    const { commit } = await fixes.planFixes(request, options);
    const [proposal, again] = await Promise.all([
      fixes.proposeFixes({ ...request, commit }, options),
      fixes.proposeFixes({ ...request, commit }, options),
    ]);
    expect(again.url).toBe(proposal.url);
    expect(proposal).toMatchObject({
      checks: ['has-readme', 'ignores-modules', 'ignores-output'],
      state: 'open',
      openedBy: 'user:default/ada',
      title: 'Fix 3 checks of orders',
    });
    const pulls = await host.pulls('orders');
    expect(pulls).toHaveLength(1);
    expect(pulls[0].body).toContain(
      '[orders](https://portal.example/catalog/default/component/orders/conformity)',
    );
    expect(pulls[0].body).toContain('**Why.** Others **look** for it.');
    await git(
      clone,
      ...['fetch', '--quiet', host.git.remote('orders'), pulls[0].head.ref],
    );
    expect(
      await git(clone, 'log', '-1', '--format=%an <%ae>', 'FETCH_HEAD'),
    ).toBe('Ada L <ada@example.com>');
    expect(await stateOf('has-readme')).toBe('failed');

    await host.merge('orders', proposal.number);
    await eventually(async () => {
      expect(await stateOf('has-readme')).toBe('passed');
      expect(await stateOf('ignores-modules')).toBe('passed');
      expect(await fixes.listFixes(ORDERS, options)).toMatchObject({
        items: [{ state: 'merged', endedAt: expect.any(String) }],
      });
    });
    // The merge was the administrator's; who fixed it is who proposed it.
    expect(fixerOf('has-readme')).toBe('user:default/ada');
    expect(
      portal.audited.filter(([event]) => event === 'fix-create'),
    ).toContainEqual(['fix-create', 'succeeded', request]);
  });

  it('finds out about a proposal that nobody told of', async () => {
    await git(clone, 'fetch', '--quiet', host.git.remote('orders'), 'main');
    await git(clone, 'reset', '--quiet', '--hard', 'FETCH_HEAD');
    await git(clone, 'rm', '--quiet', 'README.md');
    await git(clone, 'commit', '--quiet', '-m', 'Away with it');
    await git(clone, 'push', '--quiet', host.git.remote('orders'), 'main');
    const request = { entityRef: ORDERS, checks: ['has-readme'] };
    const { commit } = await fixes.planFixes(request, options);
    const { url, number } = await fixes.proposeFixes(
      { ...request, commit },
      options,
    );
    expect((await host.pulls('orders'))[0]).toMatchObject({
      title: 'Fix: There is a README',
      head: { ref: 'waymark/fix-orders-has-readme' },
    });
    const publish = jest
      .spyOn(portal.events, 'publish')
      .mockImplementation(async () => {});
    await host.git.api('PATCH', `/repos/sample/orders/pulls/${number}`, {
      as: ADMIN,
      body: { state: 'closed' },
    });
    publish.mockRestore();
    await portal.run('fixes');
    const { items } = await fixes.listFixes(ORDERS, options);
    expect(items.find(fix => fix.url === url)?.state).toBe('closed');
  });

  it('tells who fixed a check by hand, as the commit says', async () => {
    const fix = async (author: string, file: string, check: string) => {
      await writeFile(path.join(clone, file), 'dist\nnode_modules\n');
      await git(clone, 'add', file);
      await git(clone, 'commit', '--quiet', '--author', author, '-m', 'Fix');
      await git(clone, 'push', '--quiet', host.git.remote('orders'), 'main');
      await eventually(async () => expect(await stateOf(check)).toBe('passed'));
    };
    const ada = 'A. L. <Ada@Example.com>';
    await fix(ada, 'pipeline.yaml', 'has-pipeline');
    await eventually(async () =>
      expect(fixerOf('has-pipeline')).toBe('user:default/ada'),
    );
    const isValid = new Ajv({ formats: { 'date-time': true } }).compile(
      conformityOutcomeChangedEventSchema,
    );
    for (const { topic, eventPayload } of portal.published) {
      const payload = JSON.parse(JSON.stringify(eventPayload));
      expect(topic === 'conformity.evaluated' || isValid(payload)).toBe(true);
    }
    await fix('A robot <robot@example.com>', 'OWNERS', 'has-owner');
    await portal.settled();
    expect(fixerOf('has-owner')).toBeUndefined();
    expect([...called]).toEqual(
      expect.arrayContaining(['ListFixes', 'PlanFixes', 'CreateFix']),
    );
  });
});
