import fs from 'node:fs/promises';
import path from 'node:path';
import {
  commit,
  DEVELOPER,
  git,
  NEWCOMER,
  TestGitHost,
} from '../testing/TestGitHost';

jest.setTimeout(60_000);

describe('pull requests that are merged', () => {
  let host: TestGitHost;

  beforeAll(async () => {
    host = await TestGitHost.start();
  });
  afterAll(() => host.close());

  const pulls = (name: string, rest = '') =>
    `/repos/sample/${name}/pulls${rest}`;

  it('are merged as one commit, or replayed, with the authors kept', async () => {
    const work = await host.pushed('styles', { 'a.txt': '1\n2\n3\n4\n5\n' });
    const first = await host.pullRequest('styles', work, { 'b.txt': 'b\n' });
    await git(work, 'switch', '--quiet', 'proposal');
    await commit(work, 'Again', { 'a.txt': '1\n2\n3\n4\nfive\n' });
    await git(work, 'push', '--quiet', host.remote('styles'), 'proposal');
    await git(work, 'switch', '--quiet', 'main');
    await commit(work, 'Aside', { 'a.txt': 'one\n2\n3\n4\n5\n' });
    await git(work, 'push', '--quiet', host.remote('styles'), 'main');
    const replay = await host.pullRequest(
      'styles',
      work,
      { 'c.txt': 'c\n' },
      { branch: 'second' },
    );

    const merge = (number: number, style: string) =>
      host.api('POST', pulls('styles', `/${number}/merge`), {
        as: NEWCOMER,
        body: { Do: style },
      });
    expect((await merge(first.number, 'octopus')).status).toBe(422);
    expect((await merge(first.number, 'squash')).status).toBe(200);
    const squashed = await git(host.gitDir('styles'), 'rev-parse', 'main');
    expect((await merge(replay.number, 'rebase')).status).toBe(200);
    expect(
      await git(host.gitDir('styles'), 'log', '--format=%an|%cn|%s', 'main'),
    ).toBe(
      [
        'Dana Whitfield|Noor Castellan|Proposal',
        'Dana Whitfield|Noor Castellan|Proposal (#1)',
        'Dana Whitfield|Dana Whitfield|Aside',
        'Dana Whitfield|Dana Whitfield|First',
      ].join('\n'),
    );
    expect(await git(host.gitDir('styles'), 'rev-parse', 'main^')).toBe(
      squashed,
    );
    expect(await git(host.gitDir('styles'), 'show', 'main:a.txt')).toBe(
      'one\n2\n3\n4\nfive',
    );
    await git(host.gitDir('styles'), 'fsck', '--strict');
  });

  it('tell a conflict, and change nothing', async () => {
    const work = await host.pushed('conflict', { 'a b.txt': 'one\n', x: '1' });
    await host.pullRequest('conflict', work, { 'a b.txt': 'two\n' });
    await commit(work, 'Other', { 'a b.txt': 'three\n' });
    await git(work, 'push', '--quiet', host.remote('conflict'), 'main');
    const before = await git(host.gitDir('conflict'), 'for-each-ref');
    expect((await host.api('GET', pulls('conflict', '/1'))).body).toMatchObject(
      { state: 'open', mergeable: false },
    );
    for (const style of ['merge', 'squash', 'rebase']) {
      const refused = await host.api('POST', pulls('conflict', '/1/merge'), {
        as: DEVELOPER,
        body: { Do: style },
      });
      expect(refused).toMatchObject({
        status: 409,
        body: { message: expect.stringContaining('a b.txt') },
      });
    }
    expect(await git(host.gitDir('conflict'), 'for-each-ref')).toBe(before);
    const page = await fetch(`${host.url}/sample/conflict/pulls/1`);
    expect(await page.text()).toMatch(/Cannot be merged.*<code>a b\.txt</s);
  });

  it('are merged where the branch says so, when a merge was cut short', async () => {
    const work = await host.pushed('cut', { 'a.txt': 'one\n' });
    await host.pullRequest('cut', work, { 'b.txt': 'b\n' });
    const main = await git(work, 'rev-parse', 'main');
    const file = path.join(host.gitDir('cut'), 'waymark-pulls', '1.json');
    const note = async (sha: string) => {
      const pull = JSON.parse(await fs.readFile(file, 'utf8'));
      const merging = {
        commit: sha,
        by: 'newcomer',
        at: new Date().toISOString(),
        mergeBase: main,
      };
      await fs.writeFile(file, JSON.stringify({ ...pull, merging }));
    };
    // The branch was not moved: to a commit that is there, or not even that.
    for (const sha of [
      await git(work, 'rev-parse', 'proposal'),
      'f'.repeat(40),
    ]) {
      await note(sha);
      const [pull] = (await host.api('GET', pulls('cut'))).body;
      expect(pull).toMatchObject({ state: 'open', merged: false });
    }
    await git(work, 'merge', '--quiet', '--no-ff', 'proposal');
    await git(work, 'push', '--quiet', host.remote('cut'), 'main');
    await note(await git(work, 'rev-parse', 'HEAD'));
    const again = await host.api('POST', pulls('cut', '/1/merge'), {
      as: DEVELOPER,
      body: { Do: 'merge' },
    });
    expect(again.status).toBe(405);
    expect((await host.api('GET', pulls('cut', '/1'))).body).toMatchObject({
      merged: true,
      merged_by: { login: 'newcomer' },
    });
  });
});
