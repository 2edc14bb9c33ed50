import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakePortal } from './__testUtils__/FakePortal';
import { COMPONENT, SNAPSHOT, STANDARD } from './__testUtils__/fixtures';
import { commands } from './commands';
import { main } from './main';

// The first of them loads the engine, on a machine that may be busy.
jest.setTimeout(30_000);

// Jest does not load on demand as node does; the test of the program itself does.
const loaded = commands.map(command => ({
  ...command,
  load: async () => jest.requireActual(`./commands/${command.name}`),
}));

describe('waymark', () => {
  let folder: string;
  let fake: FakePortal | undefined;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'waymark-cli-'));
    write('standards/basics.yaml', STANDARD);
    write('orders/catalog-info.yaml', COMPONENT);
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await fake?.stop();
    fake = undefined;
  });

  function write(file: string, content: string) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }

  function git(...args: string[]): string {
    return execFileSync('git', args, {
      cwd: path.join(folder, 'orders'),
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@b.example',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@b.example',
      },
    }).trim();
  }

  async function waymark(command: string, env: Record<string, string> = {}) {
    let out = '';
    let err = '';
    const code = await main(
      command.split(' ').filter(Boolean),
      {
        cwd: folder,
        env,
        stdout: { write: text => (out += text) },
        stderr: { write: text => (err += text) },
      },
      loaded,
    );
    return { code, out, err };
  }

  const check = (more = '', env = {}) =>
    waymark(`check orders --standards standards ${more}`, env);

  async function portal(answers: Record<string, unknown>) {
    fake = await FakePortal.start(answers);
    return fake;
  }

  it('explains itself, and says what it does not understand', async () => {
    expect((await waymark('--help')).out).toContain('check [DIR]');
    expect((await waymark('check --help')).out).toContain('--facts FILE');
    expect((await waymark('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const mistakes: [string, string][] = [
      ['', 'Usage: waymark'],
      ['chekc', 'There is no command chekc. Did you mean check?'],
      [
        'check --fromat json',
        'There is no option --fromat. Did you mean --format?',
      ],
      ['check --nothing-like-it', 'There is no option --nothing-like-it.\n'],
      ['check -x', 'There is no option -x.'],
      ['check --format sarf', 'not sarf. Did you mean sarif?'],
      ['check --format', '--format needs a value'],
      ['check --facts --fix', '--facts needs a value'],
      ['check --fix --fix', '--fix is given twice'],
      ['check a b', 'Not understood: b'],
      ['check orders', 'Say where the standards are'],
      ['check orders --standards portal', 'Say where the standards are'],
      ['check orders --standards nowhere', 'There is no folder'],
      ['check nowhere --standards standards', 'There is no Component'],
      [
        'check orders --standards standards --base nothing.json',
        'cannot be read',
      ],
      [
        'check orders --standards standards --facts standards/basics.yaml',
        'is no JSON',
      ],
      ['check orders --standards standards --portal nonsense', 'is no address'],
      [
        'check orders --portal http://127.0.0.1:1',
        'The portal http://127.0.0.1:1 did not tell',
      ],
      ['standards validat', 'validat is not something to do with standards'],
    ];
    for (const [command, message] of mistakes) {
      const { code, err, out } = await waymark(command);
      expect([command, code, out]).toEqual([command, 2, '']);
      expect(err).toContain(message);
      expect(err).not.toContain('    at ');
    }
  });

  it('runs as a program', () => {
    const program = path.resolve(__dirname, '../bin/waymark');
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [program, ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '', FORCE_COLOR: '1' },
      });
    expect(run('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const checked = run(
      ...['check', 'orders', '--standards', 'standards', '--level', 'bronze'],
    );
    expect(checked.status).toBe(1);
    expect(checked.stdout).toContain('✗  It has a README  has-readme, bronze');
    expect(run('check', 'orders').status).toBe(2);
  });

  it('checks a working copy as it is, without what git ignores', async () => {
    git('init', '-q', '-b', 'main');
    write('orders/.gitignore', 'ignored/\n');
    write('orders/ignored/.env', 'A=1');
    write('orders/docs/internal/.env', 'A=1');
    write('orders/.gitattributes', 'docs/internal export-ignore\n');
    git('add', '-A');
    git('commit', '-q', '-m', 'First');
    const commit = git('rev-parse', 'HEAD');

    const clean = await check('--format json');
    expect(clean).toMatchObject({ code: 0, err: '' });
    const preview = JSON.parse(clean.out);
    expect(preview).toMatchObject({
      entityRef: 'component:default/orders',
      title: 'Orders',
      commit,
      score: 25,
      level: 'none',
      counts: { passed: 1, failed: 1, error: 1 },
    });
    expect(preview.modified).toBeUndefined();
    expect(clean.out).toContain('needs the portal');

    // Written, not added; and a file that is deleted and still tracked.
    write('orders/README.md', '# Orders\n');
    write('orders/config/.env', 'A=1');
    rmSync(path.join(folder, 'orders/.gitignore'));
    const dirty = JSON.parse((await check('--format json')).out);
    expect(dirty).toMatchObject({ commit, modified: true, score: 50 });
    const [{ checks }] = dirty.standards;
    expect(checks[1].outcome).toMatchObject({
      state: 'failed',
      evidence: [{ file: 'config/.env' }],
    });

    // No git: just a folder.
    rmSync(path.join(folder, 'orders/.git'), { recursive: true });
    const plain = JSON.parse((await check('--format json')).out);
    expect(plain.commit).toBeUndefined();
    expect(plain.score).toBe(50);
  });

  it('fails by level, or by what is new against a base, and writes every format', async () => {
    expect((await check('--level bronze')).code).toBe(1);
    await check('--format json --output before.json');
    expect((await check('--base before.json')).code).toBe(0);
    write('orders/README.md', '# Orders\n');
    expect((await check('--level bronze')).code).toBe(0);
    expect((await check('--level gold')).code).toBe(1);
    write('orders/.env', 'A=1');
    const worse = await check('--base before.json');
    expect(worse.code).toBe(1);
    expect(worse.out).toMatch(/No secrets are committed.*new/);

    for (const [format, begin] of [
      ['text', 'Orders'],
      ['json', '{'],
      ['sarif', '{'],
      ['junit', '<?xml'],
      ['markdown', '### Waymark'],
    ]) {
      const { code, out } = await check(`--format ${format} --output report`);
      expect([format, code, out]).toEqual([format, 0, '']);
      expect(readFileSync(path.join(folder, 'report'), 'utf8')).toMatch(
        new RegExp(`^${begin.replace('?', '\\?')}`),
      );
    }
    write('broken.json', '{"entityRef": "x", "standards": [{}]}');
    expect(await check('--base broken.json')).toMatchObject({
      code: 2,
      err: expect.stringContaining('is no report to compare with'),
    });
  });

  it('takes standards and facts from the portal, or facts from a file', async () => {
    const { url, requests } = await portal({
      '/api/conformity/standards/bundle': {
        files: [{ path: 'standards/basics.yaml', content: STANDARD }],
        problems: [],
        digest: 'd',
        loadedAt: '2026-01-01T00:00:00.000Z',
      },
      '/api/conformity/entities/component/default/orders/facts': SNAPSHOT,
    });
    const asked = await waymark('check orders --format json', {
      WAYMARK_PORTAL: `${url}/`,
      WAYMARK_TOKEN: 'secret',
    });
    expect(asked.code).toBe(0);
    const preview = JSON.parse(asked.out);
    // What the repository declares is newer than what the catalog has.
    expect(preview.title).toBe('Orders');
    expect(preview.counts).toMatchObject({ passed: 2, failed: 1, error: 0 });
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      ...['Bearer secret', 'Bearer secret'],
    ]);
    expect(asked.err).toContain('The standards are not those');

    write('facts.json', JSON.stringify(SNAPSHOT));
    const told = await check('--facts facts.json --format json');
    expect(JSON.parse(told.out).counts).toEqual(preview.counts);
    expect(requests).toHaveLength(2);

    write(
      'orders/catalog-info.yaml',
      COMPONENT.replace('name: orders', 'name: other'),
    );
    expect(await check(`--portal ${url} --format json`)).toMatchObject({
      code: 0,
      out: expect.stringContaining('needs the portal'),
    });
    expect(await check('--facts facts.json --entity other')).toMatchObject({
      code: 2,
      err: expect.stringContaining('is about component:default/orders'),
    });
  });

  it('asks which component it is where there are several or none', async () => {
    const two = `${COMPONENT}---\n${COMPONENT.replace(
      'name: orders',
      'name: jobs',
    )}`;
    write('orders/catalog-info.yaml', two);
    expect(await check()).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        'component:default/orders, component:default/jobs',
      ),
    });
    expect((await check('--entity jobs --format json')).out).toContain(
      '"entityRef": "component:default/jobs"',
    );
    write('orders/catalog-info.yaml', 'kind: [Component');
    expect(await check()).toMatchObject({
      code: 2,
      err: expect.stringContaining('catalog-info.yaml:1 is not YAML'),
    });
    write('orders/catalog-info.yaml', 'kind: API\n');
    expect((await check()).err).toContain('There is no Component');
    write('elsewhere/info.yaml', COMPONENT);
    expect((await check('--catalog-info ../elsewhere/info.yaml')).code).toBe(0);
  });

  it('writes fixes, says what it wrote, and never through a link', async () => {
    const fixed = await check('--fix --level bronze');
    expect(fixed.code).toBe(0);
    expect(fixed.err).toContain('created  README.md');
    expect(readFileSync(path.join(folder, 'orders/README.md'), 'utf8')).toBe(
      '# orders\n',
    );
    expect((await check('--fix')).err).toContain('nothing to fix');

    rmSync(path.join(folder, 'orders/README.md'));
    write('outside.md', '');
    symlinkSync('../outside.md', path.join(folder, 'orders/README.md'));
    expect(await check('--fix')).toMatchObject({
      code: 2,
      err: expect.stringContaining('README.md is a symbolic link'),
    });
    expect(readFileSync(path.join(folder, 'outside.md'), 'utf8')).toBe('');
  });

  it('says what is wrong in standards, with file and line', async () => {
    expect(await waymark('standards validate')).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringContaining('1 standards with 3 checks'),
    });
    write(
      'standards/bad.yaml',
      STANDARD.replace('basics', 'others').replace(
        'level: gold',
        'level: platinum',
      ),
    );
    const { code, out } = await waymark('standards validate standards');
    expect(code).toBe(1);
    expect(out).toMatch(/^standards\/bad\.yaml:\d+: check owned: .*bronze/m);
    expect(out).toMatch(/^standards\/basics\.yaml:\d+: check has-readme: /m);
    expect(await waymark('standards validate none')).toMatchObject({ code: 2 });
  });
});
