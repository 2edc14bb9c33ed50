import fs from 'node:fs/promises';
import path from 'node:path';
import {
  ADMIN,
  commit,
  DEVELOPER,
  git,
  NEWCOMER,
  TestGitHost,
} from './testing/TestGitHost';

jest.setTimeout(60_000);

describe('git host', () => {
  let host: TestGitHost;

  beforeAll(async () => {
    host = await TestGitHost.start();
  });
  afterAll(() => host.close());

  it('carries a repository from creation to a clone and back', async () => {
    const created = await host.api('POST', '/orgs/sample/repos', {
      as: DEVELOPER,
      body: { name: 'orders', description: 'Takes orders', private: false },
    });
    expect(created).toMatchObject({
      status: 201,
      body: {
        full_name: 'sample/orders',
        empty: true,
        default_branch: 'main',
        html_url: `${host.url}/sample/orders`,
        clone_url: `${host.url}/sample/orders.git`,
      },
    });
    // Not there yet: publish:gitea polls this until it is.
    const page = `${host.url}/sample/orders/src/branch/main`;
    expect((await fetch(page)).status).toBe(404);

    const work = await host.workingCopy({ 'a.txt': 'one\n' });
    await git(work, 'push', host.remote('orders'), 'main');
    expect((await fetch(page)).status).toBe(200);

    const clone = path.join(host.dir, 'clone');
    await git(host.dir, 'clone', `${host.url}/sample/orders`, clone);
    const second = await commit(clone, 'Second', { 'd/b.txt': 'two\n' });
    await git(clone, 'push', host.remote('orders', NEWCOMER), 'main');
    await git(work, 'pull', '--quiet', host.remote('orders'), 'main');
    expect(await git(work, 'rev-parse', 'HEAD')).toBe(second);
    expect(await fs.readFile(path.join(work, 'd/b.txt'), 'utf8')).toBe('two\n');

    // A partial clone works, and a gzipped negotiation (many wants) does too.
    await git(
      host.dir,
      'clone',
      '--filter=blob:none',
      `${host.url}/sample/orders.git`,
      'part',
    );
    expect(await fs.readdir(host.gitDir('orders'))).not.toContain('hooks');
  });

  it('answers as Gitea does where Backstage asks', async () => {
    const work = await host.pushed('invoices', {
      'catalog-info.yaml': 'kind: Component\n',
      'docs/index.md': '# Invoices\n',
      '.gitattributes': 'docs export-ignore\n',
    });
    const sha = await git(work, 'rev-parse', 'HEAD');
    await git(work, 'push', host.remote('invoices'), 'main:feature/x');
    const repo = '/repos/sample/invoices';

    expect((await host.api('GET', '/orgs/sample')).body.username).toBe(
      'sample',
    );
    expect((await host.api('GET', '/orgs/nobody')).status).toBe(404);
    expect((await host.api('GET', '/version')).body.version).toMatch(/^1\./);
    expect((await host.api('GET', '/user')).status).toBe(401);
    expect((await host.api('GET', '/user', { as: DEVELOPER })).body.login).toBe(
      'developer',
    );

    const file = await host.api(
      'GET',
      `${repo}/contents/catalog-info.yaml?ref=main`,
    );
    expect(file.body).toMatchObject({
      type: 'file',
      encoding: 'base64',
      content: Buffer.from('kind: Component\n').toString('base64'),
    });
    const again = await host.api('GET', `${repo}/contents/catalog-info.yaml`, {
      headers: { 'if-none-match': file.headers.get('etag')! },
    });
    expect(again.status).toBe(304);
    const folder = await host.api('GET', `${repo}/contents/?ref=${sha}`);
    expect(folder.body.map((entry: any) => [entry.path, entry.type])).toEqual([
      ['docs', 'dir'],
      ['.gitattributes', 'file'],
      ['catalog-info.yaml', 'file'],
    ]);
    for (const ref of ['main', 'feature%2Fx', sha, sha.slice(0, 8)]) {
      const { body } = await host.api('GET', `${repo}/git/commits/${ref}`);
      expect(body).toMatchObject({ sha, commit: { message: 'First' } });
    }
    const branches = await host.api('GET', `${repo}/branches?limit=1&page=2`);
    expect(branches.body).toMatchObject([
      { name: 'main', commit: { id: sha } },
    ]);
    expect(branches.headers.get('x-total-count')).toBe('2');
    expect(
      (await host.api('GET', `${repo}/branches/feature%2Fx`)).body.name,
    ).toBe('feature/x');

    // One top folder, and nothing hidden by an attribute.
    const archive = await fetch(
      `${host.url}/api/v1${repo}/archive/main.tar.gz`,
    );
    await fs.writeFile(
      path.join(host.dir, 'a.tgz'),
      Buffer.from(await archive.arrayBuffer()),
    );
    await git(host.dir, 'init', '--quiet', 'unpacked');
    const { execFileSync } = require('node:child_process');
    const names = execFileSync('tar', [
      '-tzf',
      path.join(host.dir, 'a.tgz'),
    ]).toString();
    expect(names.split('\n')).toContain('invoices/docs/index.md');

    for (const missing of [
      '/contents/nope',
      '/contents/docs?ref=nope',
      '/git/commits/nope',
      '/branches/nope',
      '/archive/nope.tar.gz',
      '/archive/main.zip',
    ]) {
      const { status, body } = await host.api('GET', repo + missing);
      expect([missing, status, typeof body.message]).toEqual([
        missing,
        404,
        'string',
      ]);
    }
    const list = await host.api('GET', '/orgs/sample/repos');
    expect(list.body.map((r: any) => r.name)).toContain('invoices');
  });

  it('lets HEAD follow the first branch that is pushed', async () => {
    await host.createRepository('old-style');
    const work = await host.workingCopy({ 'a.txt': '1' });
    await git(work, 'push', host.remote('old-style'), 'main:master');
    expect(
      (await host.api('GET', '/repos/sample/old-style')).body.default_branch,
    ).toBe('master');
    expect(
      (await host.api('GET', '/repos/sample/old-style/contents/a.txt')).status,
    ).toBe(200);
  });

  it('creates a name once and deletes only for its creator or an admin', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        host.api('POST', '/orgs/sample/repos', {
          as: i % 2 ? DEVELOPER : NEWCOMER,
          body: { name: 'contested' },
        }),
      ),
    );
    expect(attempts.map(a => a.status).sort()).toEqual([
      201,
      ...Array(7).fill(409),
    ]);
    const path409 = '/repos/sample/contested';
    const winner =
      attempts.findIndex(a => a.status === 201) % 2 ? DEVELOPER : NEWCOMER;
    const loser = winner === DEVELOPER ? NEWCOMER : DEVELOPER;
    expect((await host.api('DELETE', path409)).status).toBe(401);
    expect((await host.api('DELETE', path409, { as: loser })).status).toBe(403);
    expect((await host.api('DELETE', path409, { as: winner })).status).toBe(
      204,
    );
    expect((await host.api('GET', path409)).status).toBe(404);
    await host.createRepository('contested', { as: DEVELOPER });
    expect((await host.api('DELETE', path409, { as: ADMIN })).status).toBe(204);
    expect(await fs.readdir(path.join(host.root, '.tmp'))).toEqual([]);
    expect(
      (
        await host.api('POST', '/orgs/nobody/repos', {
          as: ADMIN,
          body: { name: 'x' },
        })
      ).status,
    ).toBe(404);
    expect(
      (
        await host.api('POST', '/orgs', {
          as: ADMIN,
          body: { username: 'sample' },
        })
      ).status,
    ).toBe(409);
    expect(
      (
        await host.api('POST', '/orgs', {
          as: DEVELOPER,
          body: { username: 'mine' },
        })
      ).status,
    ).toBe(403);
  });

  it('shows repositories as pages, with everything escaped', async () => {
    const bad = '<script>alert(1)</script>';
    const work = await host.pushed('pages', {
      'README.md': `# Read me ${bad}\n`,
      'src/it & that.ts': 'let a = 1;\nlet user = "\u202e";\n',
      'image.bin': 'a\0b',
      'big.txt': 'x\n'.repeat(600_000),
    });
    await git(work, 'switch', '--quiet', '-c', 'feature/y');
    const sha = await commit(work, `Change ${bad}`, {
      'src/it & that.ts': `let a = "${bad}";\n`,
    });
    await git(work, 'push', host.remote('pages'), 'feature/y');

    const show = async (target: string) => {
      const response = await fetch(`${host.url}${target}`);
      const text = await response.text();
      expect([target, response.status]).toEqual([target, 200]);
      expect(text).not.toContain('<script');
      expect(response.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'self'/,
      );
      return text;
    };
    expect(await show('/')).toContain('href="/sample/pages"');
    expect(await show('/sample')).toContain('About pages');
    const top = await show('/sample/pages');
    expect(top).toContain('href="/sample/pages/src/branch/main/src"');
    expect(top).toContain('&#60;script&#62;');
    expect(top).toContain(`git clone ${host.url}/sample/pages.git`);
    const file = await show(
      '/sample/pages/src/branch/main/src/it%20%26%20that.ts',
    );
    expect(file).toContain('id="L2"');
    expect(file).toContain('U+202E');
    expect(file).not.toContain('\u202e');
    expect(await show('/sample/pages/src/branch/main/image.bin')).toContain(
      'binary file',
    );
    expect(await show('/sample/pages/src/branch/main/big.txt')).toContain(
      'larger than 1.0 MiB',
    );
    expect(await show('/sample/pages/commits/branch/feature%2Fy')).toContain(
      sha.slice(0, 10),
    );
    const change = await show(`/sample/pages/commit/${sha}`);
    expect(change).toContain('+1 added');
    expect(change).toContain('−2 deleted');
    expect(await show('/sample/pages/branches')).toContain(
      'compare/main...feature%2Fy',
    );
    expect(await show('/sample/pages/compare/main...feature%2Fy')).toContain(
      '1 commit ahead',
    );
    expect(await show('/sample/pages/_edit/main/catalog-info.yaml')).toContain(
      '$EDITOR catalog-info.yaml',
    );
    expect(await show(`/sample/pages/src/commit/${sha}/src`)).toContain(
      'it &#38; that.ts',
    );
    const style = /href="(\/assets\/style[^"]+)"/.exec(top)![1];
    expect((await fetch(host.url + style)).headers.get('content-type')).toMatch(
      'text/css',
    );
    const missing = await fetch(`${host.url}/sample/nope`, {
      headers: { accept: 'text/html' },
    });
    expect([missing.status, await missing.text()]).toEqual([
      404,
      expect.stringContaining('Repository sample/nope does not exist'),
    ]);
    expect((await host.raw('DELETE', '/sample/pages')).status).toBe(405);
  });
});
