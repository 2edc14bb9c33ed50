import { TestDatabases } from '@backstage/backend-test-utils';
import { sampleRepositories } from '@waymark-idp/launcher';
import { Preview, Scorecard } from '@waymark-idp/plugin-conformity-common';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { SamplePortal } from './__testUtils__/SamplePortal';

// Fourteen repositories are read, cloned and evaluated three times.
jest.setTimeout(180_000);

const run = promisify(execFile);
const WAYMARK = path.resolve(__dirname, '../../cli/bin/waymark');

/** Its catalog-info.yaml cannot be read, so the catalog does not have it. */
const UNREADABLE = 'legacy-importer';

describe('the sample organisation', () => {
  let portal: SamplePortal;
  // First the portal, then its database.
  afterAll(() => portal?.stop());
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  const api = async (apiPath: string) => {
    const response = await fetch(`${portal.url}/api/conformity${apiPath}`);
    if (!response.ok) {
      throw new Error(`${apiPath} answered ${response.status}`);
    }
    return await response.json();
  };

  beforeAll(async () => {
    portal = await SamplePortal.start(databases);
    await eventually(async () => {
      const { items } = await api('/scores?limit=200');
      const evaluated = items.filter(
        (item: { status: string }) => item.status === 'evaluated',
      );
      if (evaluated.length < sampleRepositories.length - 1) {
        throw new Error(`Only ${evaluated.length} components are evaluated`);
      }
    });
  });

  const clone = async (name: string): Promise<string> => {
    const folder = path.join(portal.folder, 'clones', name);
    mkdirSync(path.dirname(folder), { recursive: true });
    await run('git', ['clone', '-q', portal.cloneUrl(name), folder]);
    return folder;
  };

  const preview = async (folder: string): Promise<Response> => {
    const { stdout } = await run('git', ['archive', 'HEAD'], {
      cwd: folder,
      encoding: 'buffer',
    });
    return await fetch(`${portal.url}/api/conformity/previews?branch=main`, {
      method: 'POST',
      body: stdout,
      headers: { 'Content-Type': 'application/x-tar' },
    });
  };

  const check = async (folder: string, ...more: string[]) =>
    await new Promise<{ code: number | null; out: string; err: string }>(
      resolve => {
        const child = spawn(
          process.execPath,
          [
            ...[WAYMARK, 'check', folder, '--format', 'json'],
            ...['--standards', 'portal', '--portal', portal.url, ...more],
          ],
          { env: { ...process.env, NODE_OPTIONS: '' } },
        );
        let out = '';
        let err = '';
        child.stdout.on('data', chunk => (out += chunk));
        child.stderr.on('data', chunk => (err += chunk));
        child.on('close', code => resolve({ code, out, err }));
      },
    );

  it.each(
    sampleRepositories
      .map(({ name }) => name)
      .filter(name => name !== UNREADABLE),
  )(
    'has the same outcomes for %s on the portal, the command line and in a preview',
    async name => {
      const folder = await clone(name);
      const entity = `/entities/component/default/${name}`;
      await eventually(async () => {
        const factsFile = path.join(portal.folder, `${name}.json`);
        writeFileSync(factsFile, JSON.stringify(await api(`${entity}/facts`)));
        const [checked, previewed] = await Promise.all([
          check(folder, '--facts', factsFile),
          preview(folder),
        ]);
        expect([checked.code, checked.err]).toEqual([0, '']);
        expect(previewed.status).toBe(200);
        const onPortal: Scorecard = await api(entity);
        const local: Preview = JSON.parse(checked.out);
        const remote: Preview = await previewed.json();

        expect(onPortal.stale).toBeUndefined();
        const [expected, fromCli, fromPreview] = [onPortal, local, remote].map(
          answersOf,
        );
        expect(expected.outcomes.length).toBeGreaterThan(40);
        expect(fromCli).toEqual(expected);
        expect(fromPreview).toEqual(expected);
      });
    },
  );

  it('refuses a component that cannot be read, everywhere', async () => {
    const folder = await clone(UNREADABLE);
    const missing = await fetch(
      `${portal.url}/api/conformity/entities/component/default/${UNREADABLE}`,
    );
    expect(missing.status).toBe(404);
    const { code, err } = await check(folder);
    expect([code, err]).toEqual([2, expect.stringContaining('catalog-info')]);
    const response = await preview(folder);
    const { error } = await response.json();
    expect([response.status, error.message]).toEqual([
      400,
      expect.stringContaining('catalog-info'),
    ]);
  });
});

/** All that an evaluation has found, without when and with which links. */
function answersOf({
  commit,
  score,
  level,
  counts,
  standards,
}: Scorecard | Preview) {
  return {
    ...{ commit, score, level, counts },
    outcomes: standards.flatMap(({ name, checks }) =>
      checks.map(({ id, outcome }) => ({
        standard: name,
        check: id,
        state: outcome.state,
        upcoming: outcome.upcoming,
        message: outcome.message,
        evidence: outcome.evidence.map(({ file, line, message, excerpt }) => ({
          ...{ file, line, message, excerpt },
        })),
      })),
    ),
  };
}

/** Until it holds: the catalog takes a while to know all relations. */
async function eventually(attempt: () => Promise<void>): Promise<void> {
  const end = Date.now() + 60_000;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}
