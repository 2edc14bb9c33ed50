import fs from 'node:fs/promises';
import path from 'node:path';
import { commitRawEntry, packetLine, packWithName } from './testing/rawObjects';
import {
  basic,
  commit,
  DEVELOPER,
  git,
  TestGitHost,
} from './testing/TestGitHost';

const ZERO = '0'.repeat(40);
const PUSH = {
  authorization: basic(DEVELOPER),
  'content-type': 'application/x-git-receive-pack-request',
};

jest.setTimeout(60_000);

describe('pushes to the git host', () => {
  let host: TestGitHost;

  beforeAll(async () => {
    host = await TestGitHost.start();
  });
  afterAll(() => host.close());

  it('refuses trees whose names would leave a working copy', async () => {
    const work = await host.pushed('evil', { 'a.txt': 'one\n' });
    const before = await git(host.gitDir('evil'), 'for-each-ref');
    const names = [
      '..',
      '.',
      '.git',
      '.GIT',
      '.giT',
      'git~1',
      'GIT~1',
      '.g\u200cit',
      '.git.',
      '.git ',
      '.git::$INDEX_ALLOCATION',
      'a/b',
      '/etc',
      '../x',
    ];
    for (const [index, name] of names.entries()) {
      await commitRawEntry(work, `evil-${index}`, {
        mode: index % 2 ? '100644' : '40000',
        name,
        content: '[core]\n',
      });
      await expect(
        git(work, 'push', host.remote('evil'), `evil-${index}`).then(
          () => name,
        ),
      ).rejects.toThrow(/unpacker error|remote unpack failed/);
    }
    // What no git client would send: hand-made packs.
    for (const [name, verdict] of [
      ['', 'unpack '],
      ['.git', 'unpack '],
      ['fine', 'ok refs/heads/raw-fine'],
    ]) {
      const { pack, commit: id } = packWithName(name);
      const command = packetLine(
        `${ZERO} ${id} refs/heads/raw-${name || 'empty'}\0 report-status`,
      );
      const { body } = await host.raw(
        'POST',
        '/sample/evil.git/git-receive-pack',
        PUSH,
        Buffer.concat([command, Buffer.from('0000'), pack]),
      );
      expect([name, body]).toEqual([name, expect.stringContaining(verdict)]);
      expect([name, body.includes('unpack ok')]).toEqual([
        name,
        name === 'fine',
      ]);
    }
    await git(work, 'push', '--quiet', host.remote('evil'), ':raw-fine');

    await commitRawEntry(work, 'modules', {
      mode: '120000',
      name: '.gitmodules',
      content: '/etc/passwd',
    });
    await expect(
      git(work, 'push', host.remote('evil'), 'modules'),
    ).rejects.toThrow(/gitmodules/i);
    await commit(work, 'Submodule', {
      '.gitmodules':
        '[submodule "x"]\n\tpath = x\n\turl = -upload-pack=touch${IFS}pwned\n',
    });
    await expect(
      git(work, 'push', host.remote('evil'), 'main'),
    ).rejects.toThrow(/gitmodules/i);
    expect(await git(host.gitDir('evil'), 'for-each-ref')).toBe(before);
    await git(host.gitDir('evil'), 'fsck', '--strict');
    // Honest names that only look odd are welcome.
    await git(work, 'reset', '--quiet', '--hard', 'HEAD~1');
    await commit(work, 'Odd', {
      '%2e%2e/x.txt': 'odd',
      'a;b': 'odd',
      ' lead': 'odd',
      '-n': 'odd',
      é: 'odd',
      ':(glob)*': 'odd',
      'a?b#c': 'odd',
    });
    await git(work, 'push', host.remote('evil'), 'main');
    for (const name of [
      '%252e%252e/x.txt',
      'a;b',
      '%20lead',
      '-n',
      '%C3%A9',
      ':(glob)*',
      'a%3Fb%23c',
    ]) {
      const { status, body } = await host.api(
        'GET',
        `/repos/sample/evil/contents/${name}`,
      );
      expect([name, status, body.content]).toEqual([
        name,
        200,
        Buffer.from('odd').toString('base64'),
      ]);
    }
    expect(
      (await host.api('GET', '/repos/sample/evil/contents/*')).status,
    ).toBe(404);
    const page = await (await fetch(`${host.url}/sample/evil`)).text();
    for (const [, href] of page.matchAll(
      /href="([^"]+src\/branch\/main\/[^"]+)"/g,
    )) {
      const response = await fetch(
        host.url + href.replace(/&#38;/g, '&').replace(/&#39;/g, "'"),
      );
      expect([href, response.status]).toEqual([href, 200]);
    }
  });

  it('tells where a symbolic link points and never follows it', async () => {
    await fs.writeFile(path.join(host.dir, 'outside'), 'outside-content');
    await host.createRepository('links');
    const work = await host.workingCopy({ 'real/a.txt': 'one\n' });
    await fs.symlink('/etc/passwd', path.join(work, 'absolute'));
    await fs.symlink('../../../outside', path.join(work, 'relative'));
    await fs.symlink('real', path.join(work, 'folder'));
    await fs.symlink('/', path.join(work, 'top'));
    await commit(work, 'Links', {});
    await git(work, 'push', host.remote('links'), 'main');
    const contents = '/repos/sample/links/contents';
    for (const [name, target] of [
      ['absolute', '/etc/passwd'],
      ['relative', '../../../outside'],
      ['folder', 'real'],
      ['top', '/'],
    ]) {
      const { body } = await host.api('GET', `${contents}/${name}`);
      expect(body).toMatchObject({ type: 'symlink', target });
      expect(body.content).toBeUndefined();
      const page = await fetch(
        `${host.url}/sample/links/src/branch/main/${name}`,
      );
      expect(await page.text()).toContain(
        `It points to <code>${target}</code>`,
      );
    }
    for (const name of ['folder/a.txt', 'top/etc/passwd', 'absolute/x']) {
      expect([
        name,
        (await host.api('GET', `${contents}/${name}`)).status,
      ]).toEqual([name, 404]);
      expect(
        (await fetch(`${host.url}/sample/links/src/branch/main/${name}`))
          .status,
      ).toBe(404);
    }
  });

  it('runs no hook and reads no setting that came with a push or lies in the repository', async () => {
    const work = await host.pushed('hooks', { 'a.txt': 'one\n' });
    const gitDir = host.gitDir('hooks');
    const mark = path.join(host.dir, 'hook-ran');
    const script = `#!/bin/sh\ntouch ${mark}\n`;
    // As if another flaw had put them there: they still do not run.
    for (const hook of [
      'pre-receive',
      'update',
      'post-receive',
      'post-update',
      'reference-transaction',
      'proc-receive',
    ]) {
      await fs.mkdir(path.join(gitDir, 'hooks'), { recursive: true });
      await fs.writeFile(path.join(gitDir, 'hooks', hook), script, {
        mode: 0o777,
      });
    }
    await git(gitDir, 'config', 'core.hooksPath', path.join(gitDir, 'hooks'));
    await git(gitDir, 'config', 'core.fsmonitor', `touch ${mark}`);
    await git(gitDir, 'config', 'uploadpack.packObjectsHook', `touch ${mark};`);
    await git(gitDir, 'config', 'receive.fsckObjects', 'false');
    await git(gitDir, 'config', 'diff.external', `touch ${mark};`);
    await git(gitDir, 'config', 'diff.x.textconv', `touch ${mark};`);
    await git(gitDir, 'config', 'tar.tar.gz.command', `touch ${mark};`);
    await commit(work, 'Hooks', {
      'hooks/post-receive': script,
      '.gitattributes': '* diff=x filter=x\n',
      '.gitconfig': `[core]\n\thooksPath = hooks\n`,
    });
    await git(work, 'push', host.remote('hooks'), 'main');
    await commitRawEntry(work, 'evil', {
      mode: '40000',
      name: '.git',
      content: 'x',
    });
    await expect(
      git(work, 'push', host.remote('hooks'), 'evil'),
    ).rejects.toThrow(/hasDotgit|\.git/);
    await git(
      host.dir,
      'clone',
      '--quiet',
      `${host.url}/sample/hooks.git`,
      'hooks-clone',
    );
    const sha = await git(work, 'rev-parse', 'main');
    expect((await fetch(`${host.url}/sample/hooks/commit/${sha}`)).status).toBe(
      200,
    );
    await (
      await fetch(`${host.url}/api/v1/repos/sample/hooks/archive/main.tar.gz`)
    ).arrayBuffer();
    await expect(fs.access(mark)).rejects.toThrow(/ENOENT/);
    await fs.rm(path.join(gitDir, 'hooks'), { recursive: true });
  });

  it('serves no other transport', async () => {
    for (const service of [
      'git-upload-archive',
      'git-shell',
      'ext::sh',
      '',
      '-upload-pack',
      'git-upload-pack%00',
    ]) {
      const { status } = await host.raw(
        'GET',
        `/sample/hooks.git/info/refs?service=${service}`,
        { authorization: basic(DEVELOPER) },
      );
      expect([service, status]).toEqual([service, 403]);
    }
    const { status } = await host.raw(
      'GET',
      '/sample/hooks.git/info/refs?service=git-upload-pack',
      { 'git-protocol': 'version=2; touch /tmp/x' },
    );
    expect(status).toBe(200);
  });
});
