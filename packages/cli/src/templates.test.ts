import { execFile } from 'node:child_process';
import {
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  mkdirSync,
  existsSync,
} from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { commands } from './commands';
import { main } from './main';

jest.setTimeout(60_000);

// jest cannot load modules later by itself.
const loaded = commands.map(command => ({
  ...command,
  load: async () => jest.requireActual(`./commands/${command.name}`),
}));

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}\n`).join(
    '',
  );

describe('waymark drift and upgrade', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'waymark-cli-'));
  const template = path.join(root, 'templates/service');
  const service = path.join(root, 'orders');
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const git = (folder: string, ...args: string[]) =>
    promisify(execFile)('git', [
      ...['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@example.com'],
      ...args,
    ]);
  const write = (folder: string, files: Record<string, string | undefined>) => {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      if (content === undefined) {
        rmSync(file);
      } else {
        writeFileSync(file, content);
      }
    }
  };
  const read = (name: string) => readFileSync(path.join(service, name), 'utf8');
  const commit = async (folder: string) => {
    await git(folder, 'add', '--all');
    await git(folder, 'commit', '-q', '-m', 'Change');
  };
  const waymark = async (args: string[], env: Record<string, string> = {}) => {
    let stdout = '';
    let stderr = '';
    const terminal = {
      stdout: { write: (text: string) => (stdout += text) },
      stderr: { write: (text: string) => (stderr += text) },
      cwd: service,
      env,
    };
    const code = await main(args, terminal, loaded);
    return { code, stdout, stderr };
  };
  const descriptor = (version: string, parameters: object = {}) =>
    stringify({
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: {
        name: 'service',
        namespace: 'default',
        annotations: { 'backstage.io/template-version': version },
      },
      spec: {
        type: 'service',
        parameters: {
          required: Object.keys(parameters),
          properties: { name: { type: 'string' }, ...parameters },
        },
        steps: [
          {
            id: 'fetch',
            action: 'fetch:template',
            input: {
              url: './skeleton',
              values: {
                name: '${{ parameters.name }}',
                region: '${{ parameters.region }}',
                host: '${{ (parameters.repoUrl | parseRepoUrl).host }}',
              },
            },
          },
        ],
      },
    });

  beforeAll(async () => {
    write(template, {
      'template.yaml': descriptor('1.0.0'),
      'skeleton/server.ts': lines(1, 20),
      'skeleton/old/gone.txt': 'gone\n',
      'skeleton/README.md': '# ${{ values.name }}\n',
    });
    await git(root, 'init', '-q', '-b', 'main', 'templates');
    await commit(path.join(root, 'templates'));
    write(service, {
      'server.ts': lines(1, 20),
      'old/gone.txt': 'gone\n',
      'README.md': '# orders\n',
      '.waymark/answers.yaml': stringify({
        apiVersion: 'waymark.internal/v1',
        kind: 'Answers',
        template: { ref: 'template:default/service', version: '1.0.0' },
        digest: `sha256:${'0'.repeat(64)}`,
        parameters: {
          name: 'orders',
          repoUrl: 'git.example.com?owner=shop&repo=orders',
        },
        values: { name: 'orders' },
      }),
    });
    await git(root, 'init', '-q', '-b', 'main', 'orders');
    await commit(service);
    write(template, {
      'template.yaml': descriptor('2.0.0', { region: { type: 'string' } }),
      'skeleton/server.ts': `line 1, improved\n${lines(2, 20)}`,
      'skeleton/old/gone.txt': undefined,
      'skeleton/README.md':
        '# ${{ values.name }}\n\nIn ${{ values.region }}.\n',
      'CHANGELOG.md': '## 2.0.0\n\n- Faster.\n',
    });
    // The new version is not committed yet; the old one is in the history only.
  });

  it('compares, and says by its exit code whether it is behind', async () => {
    write(service, { 'server.ts': `line 1, ours\n${lines(2, 20)}` });
    const { code, stdout } = await waymark([
      ...['drift', '--template', template],
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      'template:default/service 1.0.0; 2.0.0 is the newest\n1 changed here, 0 deleted here, 3 behind, 2 as rendered',
    );
    expect(stdout).toContain('M> server.ts\n');
    expect(stdout).toContain(' > old/gone.txt\n');
    const json = await waymark([
      ...['drift', '--template', template, '--format', 'json', '--exit-code'],
    ]);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      version: '1.0.0',
      newestVersion: '2.0.0',
      counts: { behind: 3 },
    });
  });

  it('says the same as a release, in which each command is one file', async () => {
    const release = path.join(root, 'release');
    const node = async (...args: string[]) =>
      await promisify(execFile)(process.execPath, args, {
        cwd: service,
        env: {
          ...process.env,
          // Where the scaffolder is, which is not in those files.
          NODE_PATH: path.resolve(__dirname, '../../../node_modules'),
        },
      });
    await node(path.resolve(__dirname, '../scripts/bundle.mjs'), release);
    const program = path.join(release, 'index.cjs.js');
    const drift = ['drift', '--template', template, '--format', 'json'];
    const { stdout } = await node(program, ...drift);
    expect(JSON.parse(stdout)).toEqual(
      JSON.parse((await waymark(drift)).stdout),
    );
    for (const { name } of commands) {
      const help = await node(program, name, '--help');
      expect(help.stdout).toContain(`waymark ${name}`);
    }
  });

  it('refuses what it cannot do, and writes nothing then', async () => {
    const dirty = await waymark(['upgrade', '--template', template]);
    expect(dirty).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not committed'),
    });
    await commit(service);
    const open = await waymark(['upgrade', '--template', template]);
    expect(open).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('asks for region'),
    });
    const none = await waymark([
      'upgrade',
      '--to',
      '9.0.0',
      '--template',
      template,
    ]);
    expect(none).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Known are 2.0.0, 1.0.0'),
    });
    expect(await waymark(['drift'])).toMatchObject({ code: 2 });
    const dry = await waymark([
      ...['upgrade', '--template', template, '--dry-run'],
      ...['--set', 'region=north'],
    ]);
    expect(dry.code).toBe(1);
    expect(dry.stdout).toContain('C server.ts\n');
    expect((await git(service, 'status', '--porcelain')).stdout).toBe('');
  });

  it('merges into the folder, with marks where somebody has to decide', async () => {
    const { code, stdout } = await waymark([
      ...['upgrade', '--template', template, '--set', 'region=north'],
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('To decide:\n  server.ts: Both this repository');
    expect(stdout).toContain('- Faster.');
    expect(read('README.md')).toBe('# orders\n\nIn north.\n');
    expect(read('server.ts')).toContain('<<<<<<< here\nline 1, ours');
    expect(existsSync(path.join(service, 'old'))).toBe(false);
    expect(read('.waymark/answers.yaml')).toContain('version: 2.0.0');
    write(service, { 'server.ts': `line 1, improved\n${lines(2, 20)}` });
    const after = await waymark([
      ...['drift', '--template', template, '--exit-code'],
    ]);
    expect(after).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2.0.0, the newest version'),
    });
    expect(statSync(path.join(service, 'README.md')).mode & 0o111).toBe(0);
  });

  it('takes versions from the portal, and says when it may not', async () => {
    const files = [
      ['template.yaml', descriptor('2.0.0')],
      ['skeleton/README.md', '# ${{ values.name }}\n'],
    ].map(([name, content]) => ({
      path: name,
      mode: '100644',
      content: Buffer.from(content).toString('base64'),
    }));
    const asked: string[] = [];
    const server: Server = createServer((req, res) => {
      asked.push(req.url!);
      const mayRead = req.headers.authorization === 'Bearer secret';
      res.statusCode = mayRead ? 200 : 403;
      res.setHeader('Content-Type', 'application/json');
      const version = { version: '2.0.0', digest: 'sha256:0' };
      res.end(
        JSON.stringify(
          req.url!.endsWith('/archive')
            ? { templateRef: 'template:default/service', ...version, files }
            : { items: [version] },
        ),
      );
    }).listen(0);
    try {
      const { port } = server.address() as AddressInfo;
      const portal = `http://127.0.0.1:${port}`;
      const args = ['drift', '--portal', portal, '--format', 'json'];
      expect(await waymark(args)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('Give a token'),
      });
      const { stdout, stderr } = await waymark(args, {
        WAYMARK_TOKEN: 'secret',
      });
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({
        counts: { changedHere: 1 },
      });
      expect(asked).toContain(
        '/api/golden-path/templates/template/default/service/versions/2.0.0/archive',
      );
    } finally {
      server.close();
    }
  });
});
