import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HostProcess, killGitOf } from './testing/HostProcess';
import {
  ADMIN,
  basic,
  commit,
  DEVELOPER,
  git,
  TestGitHost,
} from './testing/TestGitHost';

jest.setTimeout(120_000);

describe('merging', () => {
  it('in parallel, with pushes between, loses nothing', async () => {
    const host = await TestGitHost.start();
    try {
      const work = await host.pushed('busy', { 'a.txt': 'one\n' });
      const count = 6;
      for (let i = 1; i <= count; i++) {
        await host.pullRequest(
          'busy',
          work,
          { [`${i}.txt`]: `${i}\n` },
          { branch: `b${i}` },
        );
      }
      const merge = async (number: number, style: string) =>
        (
          await host.api('POST', `/repos/sample/busy/pulls/${number}/merge`, {
            as: DEVELOPER,
            body: { Do: style },
          })
        ).status;
      const pusher = path.join(host.dir, 'pusher');
      await git(host.dir, 'clone', '--quiet', host.remote('busy'), pusher);
      await commit(pusher, 'Pushed', { 'pushed.txt': 'x\n' });
      const push = async () => {
        for (let attempt = 0; attempt < 20; attempt++) {
          try {
            return await git(pusher, 'push', '--quiet', 'origin', 'main');
          } catch {
            await git(pusher, 'pull', '--quiet', '--rebase', 'origin', 'main');
          }
        }
        throw new Error('could not push');
      };
      const styles = ['merge', 'squash', 'rebase'];
      const [statuses] = await Promise.all([
        Promise.all(
          // Each twice: only one of the two may win.
          Array.from({ length: 2 * count }, (_, i) =>
            merge((i % count) + 1, styles[i % 3]),
          ),
        ),
        push(),
      ]);
      expect(statuses.sort()).toEqual([
        ...Array(count).fill(200),
        ...Array(count).fill(405),
      ]);
      const gitDir = host.gitDir('busy');
      expect(await git(gitDir, 'ls-tree', '--name-only', 'main')).toBe(
        [
          ...Array.from({ length: count }, (_, i) => `${i + 1}.txt`),
          'a.txt',
          'pushed.txt',
        ].join('\n'),
      );
      // Six that open one for the same branch: one of them does.
      await git(work, 'push', '--quiet', host.remote('busy'), 'main:again');
      await git(work, 'switch', '--quiet', '--create', 'new');
      await commit(work, 'New', { 'new.txt': 'x\n' });
      await git(work, 'push', '--quiet', host.remote('busy'), 'new');
      const opened = await Promise.all(
        Array.from({ length: 6 }, () =>
          host.api('POST', '/repos/sample/busy/pulls', {
            as: DEVELOPER,
            body: { title: 'New', head: 'new' },
          }),
        ),
      );
      expect(opened.map(({ status }) => status).sort()).toEqual([
        201,
        ...Array(5).fill(409),
      ]);
      await git(gitDir, 'fsck', '--strict');
    } finally {
      await host.close();
    }
  });

  it('happened or not, but never half, when the host is killed', async () => {
    const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'git-host-merge-'));
    const root = path.join(dir, 'root');
    const gitDir = path.join(root, 'sample', 'orders.git');
    let host = await HostProcess.start(dir);
    const api = async (method: string, target: string, body?: unknown) => {
      const response = await fetch(`${host.url}/api/v1${target}`, {
        method,
        headers: {
          authorization: basic(ADMIN),
          'content-type': 'application/json',
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: text && JSON.parse(text) };
    };
    const pulls = '/repos/sample/orders/pulls';
    try {
      await api('POST', '/orgs', { username: 'sample' });
      await api('POST', '/orgs/sample/repos', { name: 'orders' });
      const work = path.join(dir, 'work');
      await fs.mkdir(work);
      await git(work, 'init', '--quiet', '--initial-branch=main');
      const many = Object.fromEntries(
        Array.from({ length: 300 }, (_, i) => [`d${i}/f.txt`, `${i}\n`]),
      );
      await commit(work, 'First', many);
      await git(work, 'push', '--quiet', host.remote('orders'), 'main');

      const noted = (pattern: RegExp) => async () => {
        const folder = path.join(gitDir, 'waymark-pulls');
        const names = await fs.readdir(folder).catch((): string[] => []);
        const texts = await Promise.all(
          names.map(name =>
            fs.readFile(path.join(folder, name), 'utf8').catch(() => ''),
          ),
        );
        return texts.some(text => pattern.test(text));
      };
      const locked = async () =>
        (await fs.readdir(path.join(gitDir, 'refs', 'heads'))).some(name =>
          name.endsWith('.lock'),
        );
      const after = (ms: number) => () => sleep(ms).then(() => true);
      const moments: (() => Promise<boolean>)[] = [
        after(1),
        noted(/"merging": \{/),
        locked,
        noted(/"merging": \{/),
        after(5),
        after(10),
        after(25),
        after(60),
      ];
      let cut = 0;
      for (const [index, reached] of moments.entries()) {
        const number = index + 1;
        await git(work, 'fetch', '--quiet', host.remote('orders'), 'main');
        await git(work, 'switch', '--quiet', '-c', `b${number}`, 'FETCH_HEAD');
        await commit(work, `Change ${number}`, {
          [`d${number}/f.txt`]: 'changed\n',
        });
        await git(work, 'push', '--quiet', host.remote('orders'), `b${number}`);
        const opened = await api('POST', pulls, {
          title: `Change ${number}`,
          head: `b${number}`,
        });
        expect(opened).toMatchObject({ status: 201, body: { number } });
        const before = await git(gitDir, 'rev-parse', 'main');

        let over = false;
        const merge = api('POST', `${pulls}/${number}/merge`, {
          Do: ['merge', 'squash', 'rebase'][index % 3],
        })
          .catch(() => undefined)
          .finally(() => (over = true));
        while (!over && !(await reached())) {
          await sleep(1);
        }
        await host.kill('SIGKILL');
        await killGitOf(root);
        const answer = await merge;
        cut += answer ? 0 : 1;

        await git(gitDir, 'fsck', '--strict');
        const now = await git(gitDir, 'rev-parse', 'main');
        host = await HostProcess.start(dir);
        const { body: pull } = await api('GET', `${pulls}/${number}`);
        // The page says merged exactly where the branch has the change.
        expect([pull.merged, pull.merge_commit_sha]).toEqual(
          now === before ? [false, undefined] : [true, now],
        );
        // An answer that was given holds.
        const told = answer ? [answer.status, pull.merged] : [200, true];
        expect(told).toEqual([200, true]);
        const again = await api('POST', `${pulls}/${number}/merge`, {
          Do: 'merge',
        });
        expect(again.status).toBe(pull.merged ? 405 : 200);
        expect(await git(gitDir, 'show', `main:d${number}/f.txt`)).toBe(
          'changed',
        );
      }
      expect(cut).toBeGreaterThanOrEqual(2);
      await git(gitDir, 'fsck', '--strict');
    } finally {
      await host.kill('SIGTERM');
      await fs.rm(dir, { recursive: true, force: true });
    }
  });
});
