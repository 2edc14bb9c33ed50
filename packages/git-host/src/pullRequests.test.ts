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

describe('pull requests', () => {
  let host: TestGitHost;

  beforeAll(async () => {
    host = await TestGitHost.start();
  });
  afterAll(() => host.close());

  const pulls = (name: string, rest = '') =>
    `/repos/sample/${name}/pulls${rest}`;

  it('are opened, listed, read, followed and merged as with Gitea', async () => {
    const work = await host.pushed('orders', {
      'a.txt': 'one\ntwo\nthree\nfour\n',
      'gone.txt': 'gone\n',
      'run.sh': 'echo\n',
    });
    const main = await git(work, 'rev-parse', 'main');
    await git(work, 'switch', '--quiet', '--create', 'feature/x');
    await git(work, 'mv', 'a.txt', 'b.txt');
    await git(work, 'rm', '--quiet', 'gone.txt');
    await fs.chmod(path.join(work, 'run.sh'), 0o755);
    const head = await commit(work, 'Rework', { 'c.bin': 'a\0b' });
    await git(work, 'push', '--quiet', host.remote('orders'), 'feature/x');

    const body = { title: 'Rework', body: 'Why', head: 'feature/x' };
    expect(await host.api('POST', pulls('orders'), { body })).toMatchObject({
      status: 401,
    });
    const opened = await host.api('POST', pulls('orders'), {
      as: DEVELOPER,
      body,
    });
    const expected = {
      number: 1,
      html_url: `${host.url}/sample/orders/pulls/1`,
      title: 'Rework',
      body: 'Why',
      state: 'open',
      merged: false,
      mergeable: true,
      merge_base: main,
      user: { login: 'developer' },
      base: { ref: 'main', sha: main, repo: { full_name: 'sample/orders' } },
      head: { ref: 'feature/x', sha: head },
    };
    expect(opened).toMatchObject({ status: 201, body: expected });
    expect(await host.api('GET', pulls('orders', '/1'))).toMatchObject({
      status: 200,
      body: expected,
    });
    // Looking left nothing behind.
    expect(await git(host.gitDir('orders'), 'fsck', '--dangling')).toBe('');

    expect(
      await host.api('POST', pulls('orders'), { as: NEWCOMER, body }),
    ).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('already exists') },
    });
    for (const [wrong, status] of [
      [{ ...body, title: '' }, 422],
      [{ ...body, title: 'two\nlines' }, 422],
      [{ ...body, title: 'x'.repeat(256) }, 422],
      [{ ...body, body: 7 }, 422],
      [{ ...body, head: 'main' }, 422],
      [{ ...body, head: '../x' }, 422],
      [{ ...body, head: '--x' }, 422],
      [{ ...body, head: 'nowhere' }, 404],
      [{ ...body, base: 'nowhere' }, 404],
    ] as const) {
      const refused = await host.api('POST', pulls('orders'), {
        as: DEVELOPER,
        body: wrong,
      });
      expect([wrong, refused.status]).toEqual([wrong, status]);
    }

    const files = await host.api('GET', pulls('orders', '/1/files'));
    expect(files.body).toMatchObject([
      {
        filename: 'b.txt',
        previous_filename: 'a.txt',
        status: 'renamed',
        changes: 0,
      },
      { filename: 'c.bin', status: 'added', additions: 0 },
      { filename: 'gone.txt', status: 'deleted', deletions: 1 },
      { filename: 'run.sh', status: 'changed', changes: 0 },
    ]);
    const read = async (target: string) =>
      (await fetch(`${host.url}/api/v1${pulls('orders', target)}`)).text();
    expect(await read('/1.diff')).toContain('rename to b.txt');
    const clone = path.join(host.dir, 'am');
    await git(host.dir, 'clone', '--quiet', host.remote('orders'), clone);
    await fs.writeFile(path.join(clone, 'p'), await read('/1.patch'));
    await git(clone, 'am', '--quiet', 'p');
    expect(await git(clone, 'rev-parse', 'HEAD^{tree}')).toBe(
      await git(work, 'rev-parse', 'HEAD^{tree}'),
    );

    // The commits can be fetched, and not pushed.
    await git(clone, 'fetch', '--quiet', 'origin', 'refs/pull/1/head');
    expect(await git(clone, 'rev-parse', 'FETCH_HEAD')).toBe(head);
    await expect(
      git(clone, 'push', 'origin', 'main:refs/pull/1/head'),
    ).rejects.toThrow(/hidden ref/);

    const second = await commit(work, 'More', { 'd.txt': 'd\n' });
    await git(work, 'push', '--quiet', host.remote('orders'), 'feature/x');
    expect((await host.api('GET', pulls('orders', '/1'))).body.head.sha).toBe(
      second,
    );
    expect(
      await git(host.gitDir('orders'), 'rev-parse', 'refs/pull/1/head'),
    ).toBe(second);
    const commits = await host.api('GET', pulls('orders', '/1/commits'));
    expect(commits.body.map((c: any) => c.sha)).toEqual([second, head]);

    expect(
      await host.api('POST', pulls('orders', '/1/merge'), {
        as: DEVELOPER,
        body: { Do: 'merge', head_commit_id: head },
      }),
    ).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('head out of date') },
    });
    expect((await host.api('GET', pulls('orders', '/1/merge'))).status).toBe(
      404,
    );
    const merged = await host.api('POST', pulls('orders', '/1/merge'), {
      as: NEWCOMER,
      body: { Do: 'merge', head_commit_id: second },
    });
    expect(merged).toMatchObject({ status: 200, body: undefined });
    expect((await host.api('GET', pulls('orders', '/1/merge'))).status).toBe(
      204,
    );
    const after = await git(host.gitDir('orders'), 'rev-parse', 'main');
    expect((await host.api('GET', pulls('orders', '/1'))).body).toMatchObject({
      state: 'closed',
      merged: true,
      mergeable: false,
      merged_by: { login: 'newcomer' },
      merge_commit_sha: after,
      merge_base: main,
    });
    expect(
      await git(
        host.gitDir('orders'),
        'log',
        '-1',
        '--format=%P|%an|%cn|%s',
        'main',
      ),
    ).toBe(
      `${main} ${second}|Noor Castellan|Noor Castellan|Merge pull request 'Rework' (#1) from feature/x into main`,
    );
    // What it changed can still be read.
    expect(
      (await host.api('GET', pulls('orders', '/1/files'))).body,
    ).toHaveLength(5);
    for (const [method, rest, change] of [
      ['POST', '/1/merge', { Do: 'merge' }],
      ['PATCH', '/1', { state: 'closed' }],
    ] as const) {
      const again = await host.api(method, pulls('orders', rest), {
        as: DEVELOPER,
        body: change,
      });
      expect(again.status).toBe(method === 'POST' ? 405 : 409);
    }
  });

  it('end with their branch, or by hand, and are told page by page', async () => {
    const work = await host.pushed('many', { 'a.txt': 'one\n' });
    for (let i = 1; i <= 3; i++) {
      await host.pullRequest(
        'many',
        work,
        { [`${i}.txt`]: `${i}\n` },
        { branch: `b${i}` },
      );
    }
    await git(work, 'push', '--quiet', host.remote('many'), ':b2');
    const closed = await host.api('PATCH', pulls('many', '/3'), {
      as: NEWCOMER,
      body: { state: 'closed', title: 'Not now' },
    });
    expect(closed).toMatchObject({
      status: 201,
      body: { state: 'closed', merged: false, title: 'Not now' },
    });
    const numbers = async (query: string) => {
      const { body, headers } = await host.api('GET', pulls('many', query));
      return [body.map((p: any) => p.number), headers.get('x-total-count')];
    };
    expect(await numbers('')).toEqual([[1], '1']);
    expect(await numbers('?state=closed')).toEqual([[3, 2], '2']);
    expect(await numbers('?state=all&limit=2&page=2')).toEqual([[1], '3']);
    expect(await numbers('?state=all&sort=oldest')).toEqual([[1, 2, 3], '3']);
    expect(await numbers('?state=all&sort=recentupdate')).toEqual([
      [3, 2, 1],
      '3',
    ]);
    expect((await host.api('GET', pulls('many', '?state=x'))).status).toBe(422);
    // The commits of a deleted branch stay readable.
    expect(
      (await host.api('GET', pulls('many', '/2/files'))).body,
    ).toHaveLength(1);
    for (const state of ['open', 'merged', 7]) {
      const refused = await host.api('PATCH', pulls('many', '/3'), {
        as: ADMIN,
        body: { state },
      });
      expect(refused.status).toBe(422);
    }
    const merge = await host.api('POST', pulls('many', '/3/merge'), {
      as: ADMIN,
      body: { Do: 'merge' },
    });
    expect(merge.status).toBe(404);
    for (const index of ['0', '-1', '01', '1.5', '99', '1e0', 'x', '1.zip']) {
      const missing = await host.api('GET', pulls('many', `/${index}`));
      expect([index, missing.status]).toEqual([index, 404]);
    }
  });

  it('start from branches that the API makes', async () => {
    const work = await host.pushed('branches', { 'a.txt': 'one\n' });
    const main = await git(work, 'rev-parse', 'main');
    const create = (body: unknown, as = DEVELOPER) =>
      host.api('POST', '/repos/sample/branches/branches', { as, body });
    expect(await create({ new_branch_name: 'a/b' })).toMatchObject({
      status: 201,
      body: { name: 'a/b', commit: { id: main } },
    });
    expect(
      (await create({ new_branch_name: 'c', old_ref_name: main })).status,
    ).toBe(201);
    for (const [body, status] of [
      [{ new_branch_name: 'a/b' }, 409],
      [{ new_branch_name: 'a' }, 409],
      [{ new_branch_name: 'a/b/c' }, 409],
      [{ new_branch_name: 'x', old_branch_name: 'nowhere' }, 404],
      [{ new_branch_name: '../x' }, 422],
      [{}, 422],
    ] as const) {
      expect([body, (await create(body)).status]).toEqual([body, status]);
    }
  });
});
