import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HostProcess, killGitOf } from './testing/HostProcess';
import { basic, ADMIN, commit, git, TestGitHost } from './testing/TestGitHost';

jest.setTimeout(120_000);

describe('parallel pushes', () => {
  let host: TestGitHost;

  beforeAll(async () => {
    host = await TestGitHost.start();
  });
  afterAll(() => host.close());

  it('to one branch lose nothing', async () => {
    await host.pushed('shared', { 'a.txt': 'one\n' });
    const people = 6;
    let refused = 0;
    await Promise.all(
      Array.from({ length: people }, async (_, i) => {
        const work = path.join(host.dir, `clone-${i}`);
        await git(host.dir, 'clone', '--quiet', host.remote('shared'), work);
        await commit(work, `Person ${i}`, { [`person-${i}.txt`]: `${i}\n` });
        for (let attempt = 0; attempt < 20; attempt++) {
          const pushed = await git(work, 'push', 'origin', 'main').then(
            () => true,
            () => false,
          );
          if (pushed) {
            return;
          }
          refused += 1;
          await git(work, 'pull', '--quiet', '--rebase', 'origin', 'main');
        }
        throw new Error(`Person ${i} could not push`);
      }),
    );
    const log = await git(host.gitDir('shared'), 'log', '--format=%s', 'main');
    expect(log.split('\n').sort()).toEqual([
      'First',
      ...Array.from({ length: people }, (_, i) => `Person ${i}`),
    ]);
    expect(refused).toBeGreaterThan(0);
    await git(host.gitDir('shared'), 'fsck', '--strict');
  });

  it('to different branches all succeed at once', async () => {
    const work = await host.pushed('wide', { 'a.txt': 'one\n' });
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        git(work, 'push', '--quiet', host.remote('wide'), `main:b${i}`),
      ),
    );
    const { body } = await host.api('GET', '/repos/sample/wide/branches');
    expect(body).toHaveLength(9);
  });
});

describe('the git host as a process', () => {
  let dir: string;

  beforeAll(async () => {
    dir = await fs.mkdtemp(path.join(os.tmpdir(), 'git-host-process-'));
  });
  afterAll(() => fs.rm(dir, { recursive: true, force: true }));

  it('keeps repositories whole when it is killed in the middle of a push', async () => {
    const root = path.join(dir, 'root');
    const gitDir = path.join(root, 'sample', 'orders.git');
    let host = await HostProcess.start(dir);
    const post = (target: string, body: unknown) =>
      fetch(`${host.url}/api/v1${target}`, {
        method: 'POST',
        headers: {
          authorization: basic(ADMIN),
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      });
    await post('/orgs', { username: 'sample' });
    await post('/orgs/sample/repos', { name: 'orders' });
    const work = path.join(dir, 'work');
    await fs.mkdir(work);
    await git(work, 'init', '--quiet', '--initial-branch=main');
    await commit(work, 'First', { 'a.txt': 'one\n' });
    await git(work, 'push', '--quiet', host.remote('orders'), 'main');

    const exists = (folder: string, pattern: RegExp) => async () =>
      (await fs.readdir(folder).catch(() => [])).some(name =>
        pattern.test(name),
      );
    const moments: [string, () => Promise<boolean>][] = [
      ['upload', exists(path.join(root, '.tmp'), /./)],
      ['unpacking', exists(path.join(gitDir, 'objects'), /incoming/)],
      [
        'moving the branch',
        exists(path.join(gitDir, 'refs', 'heads'), /\.lock$/),
      ],
      ['50 ms', () => sleep(50).then(() => true)],
      ['150 ms', () => sleep(150).then(() => true)],
    ];
    let interrupted = 0;
    for (const [moment, reached] of moments) {
      const before = await git(gitDir, 'rev-parse', 'main');
      const after = await commit(work, moment, {
        'data.bin': randomBytes(3_000_000).toString('base64'),
      });
      const push = git(
        work,
        'push',
        '--quiet',
        host.remote('orders'),
        'main',
      ).then(
        () => true,
        () => false,
      );
      let over = false;
      push.then(() => (over = true));
      while (!over && !(await reached())) {
        await sleep(1);
      }
      await host.kill('SIGKILL');
      await killGitOf(root);
      interrupted += (await push) ? 0 : 1;

      const now = await git(gitDir, 'rev-parse', 'main');
      expect([before, after]).toContain(now);
      await git(gitDir, 'fsck', '--strict', '--connectivity-only', 'main');
      await git(gitDir, 'fsck', '--strict');
      host = await HostProcess.start(dir);
      await git(work, 'push', '--quiet', host.remote('orders'), 'main');
      expect(await git(gitDir, 'rev-parse', 'main')).toBe(after);
      expect(await fs.readdir(path.join(root, '.tmp'))).toEqual([]);
      expect(
        (await fs.readdir(path.join(gitDir, 'objects'))).filter(name =>
          /incoming/.test(name),
        ),
      ).toEqual([]);
    }
    expect(interrupted).toBeGreaterThanOrEqual(2);

    // What a crash at the worst moment leaves behind does not refuse the next push.
    expect(await host.kill('SIGTERM')).toBe(0);
    await fs.writeFile(path.join(gitDir, 'refs', 'heads', 'main.lock'), '');
    await fs.writeFile(path.join(gitDir, 'packed-refs.lock'), '');
    await fs.mkdir(path.join(gitDir, 'objects', 'tmp_objdir-incoming-abc'));
    await fs.mkdir(path.join(root, '.tmp', 'half'), { recursive: true });
    host = await HostProcess.start(dir);
    await commit(work, 'Last', {});
    await git(work, 'push', '--quiet', host.remote('orders'), 'main');
    await git(gitDir, 'fsck', '--strict');
    await host.kill('SIGTERM');
  });

  it('stops at once, and lets a push end that git is writing', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const host = await HostProcess.start(dir);
      // An idle connection that is kept open does not hold it up.
      await (await fetch(`${host.url}/api/v1/version`)).text();
      const start = performance.now();
      expect(await host.kill(signal)).toBe(0);
      expect(performance.now() - start).toBeLessThan(1_000);
      await expect(fetch(host.url)).rejects.toThrow();
    }

    const host = await HostProcess.start(dir);
    const gitDir = path.join(dir, 'root', 'sample', 'orders.git');
    const work = path.join(dir, 'work');
    const after = await commit(work, 'While stopping', {
      'data.bin': randomBytes(6_000_000).toString('base64'),
    });
    const push = git(
      work,
      'push',
      '--quiet',
      host.remote('orders'),
      'main',
    ).then(
      () => true,
      () => false,
    );
    while (
      !(await fs.readdir(path.join(gitDir, 'objects'))).some(name =>
        /incoming/.test(name),
      )
    ) {
      await sleep(1);
    }
    expect(await host.kill('SIGTERM')).toBe(0);
    expect(await push).toBe(true);
    expect(await git(gitDir, 'rev-parse', 'main')).toBe(after);
  });

  it('says why it does not start', async () => {
    const start = (env: Record<string, string>) => HostProcess.start(dir, env);
    await expect(start({ NODE_ENV: 'production' })).rejects.toThrow(
      /does not run with NODE_ENV=production/,
    );
    await expect(start({ GIT_HOST_PORT: 'x' })).rejects.toThrow(
      /GIT_HOST_PORT must be a port number/,
    );
    await expect(start({ GIT_HOST_ROOT: '' })).rejects.toThrow(
      /Set GIT_HOST_ROOT/,
    );
    await expect(start({ GIT_HOST_ACCOUNTS: '/nowhere' })).rejects.toThrow(
      /cannot be read as JSON/,
    );
    await expect(
      start({ GIT_HOST_WEBHOOK_URL: 'http://localhost' }),
    ).rejects.toThrow(/needs GIT_HOST_WEBHOOK_SECRET/);
    const first = await start({});
    const { port } = new URL(first.url);
    await expect(start({ GIT_HOST_PORT: port })).rejects.toThrow(/EADDRINUSE/);
    await first.kill('SIGTERM');
  });
});
