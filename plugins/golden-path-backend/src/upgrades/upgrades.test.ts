import {
  mockCredentials,
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  FileTree,
  readTemplateVersion,
  renderVersion,
  stringifyAnswers,
  writeTree,
} from '@waymark-idp/plugin-golden-path-node';
import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { FakeConformity } from '../__testUtils__/FakeConformity';
import { first, lines, third } from '../__testUtils__/serviceTemplate';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('drift and upgrades on the embedded host', () => {
  const directory = createMockDirectory();
  const conformity = FakeConformity.create();
  let portal: Awaited<ReturnType<typeof startPortal>>;

  const owner = mockCredentials.user.token('user:default/ada');
  const get = async (what: string) =>
    await portal.request('GET', `/entities/component/default/orders/${what}`);
  const post = async (what: string, body: object) =>
    await portal.request(
      'POST',
      `/entities/component/default/orders/upgrades${what}`,
      { body, token: owner },
    );
  const commit = async (files: Record<string, string | undefined>) => {
    const folder = directory.resolve('orders');
    const git = (...args: string[]) =>
      promisify(execFile)('git', ['-C', folder, ...args]);
    await git('fetch', '-q', 'origin');
    await git('reset', '-q', '--hard', 'FETCH_HEAD');
    for (const [name, text] of Object.entries(files)) {
      await (text === undefined
        ? fs.rm(path.join(folder, name))
        : fs.writeFile(path.join(folder, name), text));
    }
    await git('add', '--all');
    await git(
      ...['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'],
      ...['commit', '-q', '-m', 'Change things'],
    );
    return git;
  };

  beforeAll(async () => {
    directory.setContent({ template: first });
    const version = await readTemplateVersion(directory.resolve('template'));
    const values = { name: 'orders' };
    const { tree, digest } = await renderVersion({
      version,
      values,
      integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
    });
    const answers = stringifyAnswers({
      templateRef: version.ref,
      templateVersion: version.version,
      digest,
      parameters: values,
      values,
      withheld: [],
    });
    await fs.mkdir(directory.resolve('orders'));
    await writeTree(
      new Map([
        ...tree,
        [
          '.waymark/answers.yaml',
          { content: Buffer.from(answers), mode: '100644' },
        ],
      ]) as FileTree,
      directory.resolve('orders'),
    );

    portal = await startPortal({
      databases,
      root: directory.resolve('repositories'),
      features: [conformity.plugin],
      entities: [
        {
          ...version.template,
          metadata: {
            ...version.template.metadata,
            etag: '1',
            annotations: {
              ...version.template.metadata.annotations,
              'backstage.io/managed-by-location': `file:${directory.resolve(
                'template/template.yaml',
              )}`,
            },
          },
        },
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name: 'ada', namespace: 'default' },
          spec: { profile: { displayName: 'Ada L', email: 'ada@example.com' } },
        },
      ],
    });
    await portal.push('orders', directory.resolve('orders'));
    const remote = `http://portal:portal-password@${portal.host}/sample/orders.git`;
    await promisify(execFile)('git', [
      ...['-C', directory.resolve('orders')],
      ...['remote', 'add', 'origin', remote],
    ]);
    portal.entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'orders',
        namespace: 'default',
        etag: '1',
        annotations: {
          'backstage.io/source-template': 'template:default/service',
          'backstage.io/template-version': '1.0.0',
          'backstage.io/source-location': `url:${portal.url}/sample/orders/src/branch/main/`,
        },
      },
      spec: { type: 'service' },
    });
  });
  afterAll(() => portal?.close());

  it('takes a service from version 1 to 3, across five changes, a rename and a conflict', async () => {
    await portal.compare();
    expect((await get('drift')).body).toMatchObject({
      state: 'up-to-date',
      version: '1.0.0',
      newestVersion: '1.0.0',
      counts: { changedHere: 0, deletedHere: 0, behind: 0 },
      files: [],
    });

    // The template changes without a new version: what was made before is compared with what it was made from.
    const readme = directory.resolve('template/skeleton/README.md');
    await fs.writeFile(readme, 'The readme, in other words.\n');
    await portal.compare();
    portal.entities[2].metadata.etag = '1b';
    await portal.compare();
    expect((await get('drift')).body).toMatchObject({
      state: 'up-to-date',
      counts: { changedHere: 0, behind: 0 },
    });

    // Five changes by hand, one of them in .waymark/ignore.
    const git = await commit({
      'config.ts': `line 1, ours\n${lines(2, 20)}`,
      'server.ts': `line 1, ours\n${lines(2, 20)}`,
      'own.ts': 'own\n',
      'logo.svg': undefined,
      '.waymark/ignore': 'README.md\n',
    });
    await git('push', '-q', 'origin', 'HEAD:main');
    directory.addContent({ template: third });
    await fs.rm(directory.resolve('template/skeleton/config.ts'));
    await fs.rm(directory.resolve('template/skeleton/gone.txt'));
    // The catalog, which reads it later, still says 1.0.0: nothing of 1.0.0 is lost by that.
    await portal.compare();
    // It was compared as up to date a moment ago: the push is what makes it wanted.
    const behind = (await get('drift')).body;
    expect(behind).toMatchObject({
      state: 'behind',
      version: '1.0.0',
      newestVersion: '3.0.0',
    });
    expect(behind.files).toEqual(
      expect.arrayContaining([
        { path: 'server.ts', state: 'changed-here', behind: true },
        { path: 'logo.svg', state: 'deleted-here', behind: true },
        { path: 'new.txt', state: 'unchanged', behind: true },
      ]),
    );

    conformity.answer.body = { score: 90, level: 'silver', standards: [] };
    const { body: plan, status } = await post('/plan', {});
    expect(status).toBe(200);
    // Afterwards it is behind nothing, which a check may ask for.
    const entityRef = 'component:default/orders';
    const facts = '{"golden-path":{"majorsBehind":0,"minorsBehind":0}}';
    expect(conformity.asked.map(({ query }) => query)).toEqual(
      expect.arrayContaining([{ entityRef }, { entityRef, facts }]),
    );
    expect(plan).toMatchObject({
      from: '1.0.0',
      to: '3.0.0',
      changelog: '## 3.0.0\n\n- Config is called settings.',
      ignored: ['README.md'],
      notes: [],
    });
    expect(plan.conflicts.map((c: { path: string }) => c.path)).toEqual([
      'logo.svg',
      'server.ts',
    ]);
    expect(
      (await post('', { commit: 'f'.repeat(40) })).body.error,
    ).toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('has moved on since'),
    });

    const opened = await Promise.all([
      post('', { commit: plan.commit }),
      post('', { commit: plan.commit }),
    ]);
    const [{ body: upgrade }] = opened;
    expect(opened.map(({ body }) => body.url)).toEqual([
      upgrade.url,
      upgrade.url,
    ]);
    expect(upgrade).toMatchObject({
      state: 'open',
      from: '1.0.0',
      to: '3.0.0',
      conflicts: 2,
      openedBy: 'user:default/ada',
    });
    const pulls = await (
      await portal.git('GET', '/api/v1/repos/sample/orders/pulls?state=open')
    ).json();
    expect(pulls).toHaveLength(1);
    expect(pulls[0].title).toBe('Upgrade service from 1.0.0 to 3.0.0');
    expect(pulls[0].body).toContain('`server.ts`: Both this repository');

    // The person decides, and merges.
    await git('fetch', '-q', 'origin', 'waymark/upgrade-3.0.0');
    const { stdout: author } = await git(
      'log',
      '-1',
      '--format=%an <%ae>',
      'FETCH_HEAD',
    );
    expect(author.trim()).toBe('Ada L <ada@example.com>');
    await git('checkout', '-q', 'FETCH_HEAD');
    const server = path.join(directory.resolve('orders'), 'server.ts');
    expect(await fs.readFile(server, 'utf8')).toContain(
      '<<<<<<< here\nline 1, ours',
    );
    await fs.writeFile(server, `line 1, ours and improved\n${lines(2, 20)}`);
    await git(
      ...['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'],
      ...['commit', '-q', '-a', '-m', 'Decide'],
    );
    await git('push', '-q', 'origin', 'HEAD:refs/heads/waymark/upgrade-3.0.0');
    const merge = await portal.git(
      'POST',
      `/api/v1/repos/sample/orders/pulls/${pulls[0].number}/merge`,
      { Do: 'merge' },
    );
    expect(merge.status).toBe(200);

    portal.entities[2].metadata.etag = '2';
    await portal.compare();
    expect((await get('drift')).body).toMatchObject({
      state: 'up-to-date',
      version: '3.0.0',
      newestVersion: '3.0.0',
      // What was decided here, what was ignored, and what was merged without a conflict.
      counts: { behind: 0, changedHere: 3, deletedHere: 1 },
    });
    expect((await get('upgrades')).body.items).toMatchObject([
      { state: 'merged', url: upgrade.url, endedAt: expect.any(String) },
    ]);
    expect((await post('/plan', {})).body.error.message).toMatch(
      /3.0.0 is not newer than 3.0.0/,
    );
  });

  it('says what it cannot compare, and keeps what it knew where the host fails', async () => {
    const place = portal.entities[2].metadata.annotations!;
    const location = place['backstage.io/source-location'];
    const git = await commit({ '.waymark/answers.yaml': 'kind: Nothing\n' });
    await git('push', '-q', 'origin', 'HEAD:main');
    portal.entities[2].metadata.etag = '3';
    await portal.compare();
    expect((await get('drift')).body).toMatchObject({
      state: 'unknown',
      problem: expect.stringContaining('.waymark/answers.yaml cannot be used'),
    });
    expect((await post('/plan', {})).status).toBe(400);

    portal.entities[2].metadata.annotations![
      'backstage.io/source-location'
    ] = `url:${portal.url}/sample/nothing-there/src/branch/main/`;
    portal.entities[2].metadata.etag = '4';
    await portal.compare();
    expect((await get('drift')).body).toMatchObject({
      state: 'unknown',
      problem: expect.stringMatching(/nothing-there|404|not found/i),
    });
    const list = await portal.request('GET', '/drift?state=unknown');
    expect(list.body.items).toHaveLength(1);
    expect((await portal.request('GET', '/drift?state=lost')).status).toBe(400);
    expect(
      (await portal.request('GET', '/entities/component/default/x/drift'))
        .status,
    ).toBe(404);

    // Mended, it is known again, and what was wrong is not said any more.
    await git(
      ...['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'],
      ...['revert', '--no-edit', 'HEAD'],
    );
    await git('push', '-q', 'origin', 'HEAD:main');
    place['backstage.io/source-location'] = location;
    for (const etag of ['5', '6']) {
      portal.entities[2].metadata.etag = etag;
      await portal.compare();
      const { body } = await get('drift');
      expect(body).toMatchObject({ state: 'up-to-date', version: '3.0.0' });
      expect(body).not.toHaveProperty('problem');
    }
  });
});
