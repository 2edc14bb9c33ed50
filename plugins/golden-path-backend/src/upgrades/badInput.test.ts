import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { FileTree, TreeFile } from '@waymark-idp/plugin-golden-path-node';
import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { first, second, third } from '../__testUtils__/serviceTemplate';
import { startWithService } from '../__testUtils__/startWithService';
import { DatabaseUpgradeStore } from '../database/DatabaseUpgradeStore';
import { toChanges } from './toChanges';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ANSWERS = '.waymark/answers.yaml';

describe('upgrades of repositories that are not as they should be', () => {
  const directory = createMockDirectory();
  let world: Awaited<ReturnType<typeof startWithService>>;
  let recorded: string;

  beforeAll(async () => {
    directory.setContent({ template: first });
    world = await startWithService({
      databases,
      folder: directory.path,
      template: directory.resolve('template'),
    });
    recorded = await fs.readFile(path.join(world.orders, ANSWERS), 'utf8');
    await world.portal.compare();
    for (const next of [second, third]) {
      await fs.rm(directory.resolve('template'), { recursive: true });
      directory.addContent({ template: next });
      await world.compareAgain();
    }
  });
  afterAll(() => world?.portal.close());

  const push = async (files: Record<string, string | undefined>) => {
    await world.commit(files);
    await world.git('push', '-q', 'origin', 'HEAD:main');
  };
  const openProposals = async (): Promise<{ title: string; body: string }[]> =>
    await (
      await world.portal.git(
        'GET',
        '/api/v1/repos/sample/orders/pulls?state=open',
      )
    ).json();

  it.each<[string, (text: string) => string | undefined, RegExp]>([
    [
      'missing answers',
      () => undefined,
      /^There is no \.waymark\/answers\.yaml .* Restore it from the history/,
    ],
    [
      'answers that are no answers any more',
      () => 'parameters: [',
      /^\.waymark\/answers\.yaml cannot be used: it is not YAML/,
    ],
    [
      'a version that never was',
      text => text.replace('version: 1.0.0', 'version: 1.5.0'),
      /^Version 1\.5\.0 of template:default\/service is not known: .* Known are 3\.0\.0, 2\.0\.0, 1\.0\.0\.$/,
    ],
    [
      'a version that is none',
      text => text.replace('version: 1.0.0', 'version: latest'),
      /^Version latest of template:default\/service is not known/,
    ],
    [
      'no version',
      text => text.replace(/^ +version: 1\.0\.0\n/m, ''),
      /names no version of the template/,
    ],
    [
      'a template that never was',
      text => text.replace('template:default/service', 'template:default/gone'),
      /^No version of template:default\/gone is known/,
    ],
  ])('%s', async (_, edit, problem) => {
    await push({ [ANSWERS]: edit(recorded) });
    expect(await world.compareAgain()).toMatchObject({
      state: 'unknown',
      problem: expect.stringMatching(problem),
    });
    for (const what of ['', '/plan'] as const) {
      const { status, body } = await world.upgrade(what);
      expect([400, 404]).toContain(status);
      expect(body.error.message).toMatch(problem);
    }
    expect(await openProposals()).toEqual([]);
  });

  it('answers that were edited: it is planned, and said', async () => {
    await push({ [ANSWERS]: recorded.replace(/orders/g, 'invoices') });
    expect(await world.compareAgain()).toMatchObject({
      state: 'behind',
      files: expect.arrayContaining([
        { path: 'catalog-info.yaml', state: 'changed-here', behind: true },
      ]),
    });
    const { body } = await world.upgrade('/plan');
    expect(body.notes).toEqual([
      expect.stringContaining('or the recorded answers were edited'),
    ]);
    await push({ [ANSWERS]: recorded });
  });

  it('a template that is gone from the catalog: what came from it can be upgraded still', async () => {
    const at = world.portal.entities.indexOf(world.template);
    world.portal.entities.splice(at, 1);
    expect(await world.compareAgain()).toMatchObject({
      state: 'behind',
      version: '1.0.0',
      newestVersion: '3.0.0',
    });
    expect((await world.upgrade('/plan')).body).toMatchObject({ to: '3.0.0' });
    world.portal.entities.splice(at, 0, world.template);
  });

  it('the default branch moves, and its history is rewritten, between plan and proposal', async () => {
    const { body: plan } = await world.upgrade('/plan');
    await push({ 'server.ts': 'something else\n' });
    const refused = await world.upgrade('', { commit: plan.commit });
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      expect.stringMatching(/has moved on since .* Nothing was proposed/),
    ]);

    const { body: again } = await world.upgrade('/plan');
    await world.git('reset', '-q', '--hard', 'HEAD~1');
    await world.git('commit', '-q', '--amend', '-m', 'As if it never was');
    // The host refuses this from outside; others do not.
    await world.git('push', '-q', 'origin', 'HEAD:rewritten');
    await promisify(execFile)('git', [
      ...['-C', directory.resolve('repositories/sample/orders.git')],
      ...['update-ref', 'refs/heads/main', 'refs/heads/rewritten'],
    ]);
    const rewritten = await world.upgrade('', { commit: again.commit });
    expect([rewritten.status, rewritten.body.error.name]).toEqual([
      409,
      'ConflictError',
    ]);
    expect(await openProposals()).toEqual([]);
    // What is there now is what counts, whatever was there before.
    expect(await world.compareAgain()).toMatchObject({
      state: 'behind',
      counts: { changedHere: 0 },
    });
  });

  it('two upgrades at once, to two versions: one is open, the other says so', async () => {
    const answers = await Promise.all([
      world.upgrade('', { version: '2.0.0' }),
      world.upgrade('', { version: '3.0.0' }),
    ]);
    const failed = answers.filter(({ status }) => status >= 300);
    expect(failed).toHaveLength(1);
    expect(failed[0].status).toBe(409);
    const opened = answers.find(({ status }) => status < 300)!.body;
    expect(failed[0].body.error.message).toBe(
      `An upgrade to ${opened.to} is open already: ${opened.url}. Merge or close it first.`,
    );
    expect(await openProposals()).toMatchObject([
      { title: `Upgrade service from 1.0.0 to ${opened.to}` },
    ]);
    const { items } = await world.upgrades();
    expect(items).toMatchObject([{ state: 'open', to: opened.to }]);
    // Neither is the loser noted where it came to the host first.
    const store = DatabaseUpgradeStore.create({
      knex: world.portal.database('golden-path'),
    });
    const loser = { ...items[0], to: '9.9.9', url: 'none' };
    expect(await store.write(loser)).toBeUndefined();
    expect((await world.upgrades()).items).toEqual(items);
  });
});

it('leaves links, and what is behind them, to a person', () => {
  const file = (text: string) => ({
    mode: '100644' as const,
    content: Buffer.from(text),
  });
  const link = { mode: '120000' as const, content: Buffer.from('target') };
  const before: FileTree = new Map<string, TreeFile>([
    ['docs', link],
    ['removed-link', link],
    ['a', file('a')],
  ]);
  const after: FileTree = new Map<string, TreeFile>([
    ['docs/index.md', file('index')],
    ['docs~here', link],
    ['a', file('b')],
  ]);
  expect(toChanges(before, after, 'service')).toEqual({
    changes: [
      { path: 'service/a', content: Buffer.from('b'), executable: false },
    ],
    notes: [
      expect.stringMatching(/^`docs\/index.md` is left out: `docs` is a symb/),
      expect.stringMatching(/^`docs~here` becomes a symbolic link to `target`/),
    ],
  });
});
