import { HOSTS, TestHost } from './__testUtils__/hosts';
import { ProposalRequest } from './types';

jest.setTimeout(60_000);

const AUTHOR = { name: 'Noor Castellan', email: 'noor@sample.example' };

describe.each(Object.entries(HOSTS))('proposals on %s', (_, start) => {
  let host: TestHost;

  beforeEach(async () => {
    host = await start();
  });

  afterEach(() => host.close());

  const request = (
    overrides: Partial<ProposalRequest> = {},
  ): ProposalRequest => ({
    repositoryUrl: host.repositoryUrl,
    branch: 'waymark/fix-readme',
    title: 'Add an owner',
    description: 'Why: *somebody* has to care.',
    commitMessage: 'Add an owner\n\nSo that there is one.',
    changes: [{ path: 'OWNERS', content: 'team\n' }],
    author: AUTHOR,
    ...overrides,
  });
  const branch = (rest = '') => `refs/heads/waymark/fix-readme${rest}`;
  const read = (path: string) =>
    host.repository.git('show', `${branch()}:${path}`);

  it('carry all kinds of changes, with modes, under the name of the user', async () => {
    const main = await host.repository.tip('main');
    const bytes = Buffer.from([0, 255, 10, 13, 10, 128]);
    const proposal = await host.proposals.open(
      request({
        base: { commit: main },
        changes: [
          { path: 'src/a.ts', content: 'export const a = 2;\n' },
          { path: 'src/renamed.ts', content: 'export const b = 1;\n' },
          { path: 'src/b.ts', deleted: true },
          { path: 'bin/run.sh', content: '#!/bin/sh\r\n', executable: true },
          { path: 'docs/größe und "mehr".bin', content: bytes },
          // A file makes room for a folder.
          { path: 'old.txt', deleted: true },
          { path: 'old.txt/new.txt', content: 'new\n' },
          // Nothing to do, and gone already.
          { path: 'README.md', content: '# Orders\n' },
          { path: 'never/there.txt', deleted: true },
        ],
      }),
    );
    const tip = await host.repository.git('rev-parse', branch());
    expect(proposal).toMatchObject({
      state: 'open',
      number: 1,
      title: 'Add an owner',
      description: 'Why: *somebody* has to care.',
      branch: 'waymark/fix-readme',
      base: 'main',
      commit: tip,
      host: new URL(host.repositoryUrl).host,
      url: expect.stringContaining(host.repositoryUrl),
    });
    expect(
      await host.repository.git(
        '-c',
        'core.quotePath=false',
        'ls-tree',
        '-r',
        '--format=%(objectmode) %(path)',
        branch(),
      ),
    ).toBe(
      [
        '100644 README.md',
        '100755 bin/run.sh',
        '100644 "docs/größe und \\"mehr\\".bin"',
        '120000 link',
        '100644 old.txt/new.txt',
        '100644 src/a.ts',
        '100644 src/renamed.ts',
      ].join('\n'),
    );
    expect(await read('bin/run.sh')).toBe('#!/bin/sh\r');
    expect(
      await host.repository.git(
        'rev-parse',
        `${branch()}:docs/größe und "mehr".bin`,
      ),
    ).toBe(await host.repository.writeBlob(bytes));
    expect(
      await host.repository.git('log', '-1', '--format=%P|%an|%ae|%s|%b', tip),
    ).toBe(
      `${main}|Noor Castellan|noor@sample.example|Add an owner|So that there is one.\n\nWaymark-Proposal: waymark/fix-readme`,
    );

    // It can be found by its branch and by its address, and closed.
    const { repositoryUrl } = host;
    expect(
      await host.proposals.find({ repositoryUrl, branch: proposal.branch }),
    ).toMatchObject({ url: proposal.url, state: 'open' });
    expect(
      await host.proposals.find({ repositoryUrl, branch: 'another' }),
    ).toBeUndefined();
    expect(await host.proposals.get(proposal.url)).toMatchObject({
      description: 'Why: *somebody* has to care.',
      commit: tip,
    });
    expect(await host.proposals.close(proposal.url)).toMatchObject({
      state: 'closed',
    });
    expect(await host.proposals.close(proposal.url)).toMatchObject({
      state: 'closed',
    });
    expect(
      await host.proposals.find({ repositoryUrl, branch: proposal.branch }),
    ).toMatchObject({ state: 'closed' });
    expect(await host.repository.git('rev-parse', branch())).toBe(tip);
  });

  it('of one branch are one: opening again updates it by a further commit', async () => {
    const first = await host.proposals.open(
      request({
        changes: [
          { path: 'OWNERS', content: 'team\n' },
          { path: 'src/a.ts', content: 'export const a = 2;\n' },
          { path: 'run.sh', content: 'x\n', executable: true },
        ],
      }),
    );
    const again = await host.proposals.open(
      request({
        title: 'Add owners',
        description: 'Better',
        changes: [
          { path: 'OWNERS', content: 'another team\n' },
          { path: 'run.sh', content: 'y\n' },
        ],
      }),
    );
    expect(again).toMatchObject({
      url: first.url,
      title: 'Add owners',
      description: 'Better',
    });
    expect(again.commit).not.toBe(first.commit);
    expect(await host.repository.git('rev-parse', branch('^'))).toBe(
      first.commit,
    );
    // What is not proposed any more is as on main again.
    expect(
      await host.repository.git('diff', '--name-only', 'main', branch()),
    ).toBe('OWNERS\nrun.sh');
    expect(await read('OWNERS')).toBe('another team');
    expect(await host.repository.files(branch())).toContain('100644 run.sh');

    // Nothing new: no commit.
    const same = await host.proposals.open(
      request({
        changes: [
          { path: 'OWNERS', content: 'another team\n' },
          { path: 'run.sh', content: 'y\n' },
        ],
      }),
    );
    expect(same).toMatchObject({ url: first.url, commit: again.commit });

    // After a merge, the same branch serves for the next proposal.
    await host.merge(first.number);
    expect(await host.proposals.get(first.url)).toMatchObject({
      state: 'merged',
    });
    await expect(
      host.proposals.open(
        request({ changes: [{ path: 'OWNERS', content: 'another team\n' }] }),
      ),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('nothing to propose'),
    });
    const next = await host.proposals.open(
      request({ changes: [{ path: 'NOTICE', content: 'new\n' }] }),
    );
    expect(next).toMatchObject({ state: 'open', number: first.number + 1 });
    expect(
      await host.repository.git('diff', '--name-only', 'main', branch()),
    ).toBe('NOTICE');
  });

  it('opened twice at the same time are one', async () => {
    const [a, b] = await Promise.all([
      host.proposals.open(request()),
      host.proposals.open(request()),
    ]);
    expect(a.url).toBe(b.url);
    expect(await read('OWNERS')).toBe('team');
  });

  it('go on where the default branch moved, unless what they touch did', async () => {
    const { repository } = host;
    const before = await repository.tip('main');
    const aside = await repository.advance('main', { 'src/b.ts': 'b\n' });
    const change = { path: 'src/a.ts', content: 'export const a = 2;\n' };
    const proposal = await host.proposals.open(
      request({ base: { commit: before }, changes: [change] }),
    );
    expect(await repository.git('rev-parse', branch('^'))).toBe(aside);
    expect(await read('src/b.ts')).toBe('b');

    const touched = await repository.advance('main', { 'src/a.ts': 'a\n' });
    await expect(
      host.proposals.open(
        request({ base: { commit: before }, changes: [change] }),
      ),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        new RegExp(`${before}.*${touched}.*src/a\\.ts`),
      ),
    });
    await expect(
      host.proposals.open(request({ base: { commit: 'f'.repeat(40) } })),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('not there any more'),
    });
    expect(await repository.git('rev-parse', branch())).toBe(proposal.commit);
  });

  it('never write over the commits of somebody else', async () => {
    const { repository } = host;
    // A branch that somebody made, with and without a commit of its own.
    await repository.git('branch', 'waymark/fix-readme', 'main');
    const proposal = await host.proposals.open(request());
    const theirs = await repository.advance('waymark/fix-readme', {
      'src/b.ts': 'theirs\n',
    });
    const expectRefused = async (sha: string) => {
      await expect(
        host.proposals.open(
          request({ changes: [{ path: 'OWNERS', content: 'mine\n' }] }),
        ),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining(sha),
      });
      expect(await repository.git('rev-parse', branch())).toBe(sha);
    };
    await expectRefused(theirs);

    // Our commit amended: the line in its message alone does not make it ours.
    const amended = await repository.writeCommit({
      tree: await repository.git('rev-parse', `${theirs}^{tree}`),
      parents: ['main'],
      message: await repository.git(
        'log',
        '-1',
        '--format=%B',
        proposal.commit,
      ),
    });
    await repository.git('update-ref', branch(), amended);
    await expectRefused(amended);
  });

  it('go on where an earlier attempt ended half-way', async () => {
    const { repository } = host;
    // The branch was pushed, and then the backend was gone.
    await repository.advance(
      'waymark/fix-readme',
      { OWNERS: 'team\n' },
      { message: 'Add\n\nWaymark-Proposal: waymark/fix-readme' },
    );
    const tip = await repository.git('rev-parse', branch());
    const proposal = await host.proposals.open(request());
    expect(proposal).toMatchObject({ state: 'open', commit: tip });
  });
});
