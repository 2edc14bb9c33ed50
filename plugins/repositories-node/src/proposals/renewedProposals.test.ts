import { HOSTS, TestHost } from './__testUtils__/hosts';
import { Proposal, ProposalRequest } from './types';

jest.setTimeout(60_000);

const BRANCH = 'waymark/fix';

describe('an open proposal, where main changed what it touches,', () => {
  let host: TestHost;
  let proposal: Proposal;
  let renewal: ProposalRequest;

  async function start(name: string) {
    host = await HOSTS[name]();
    const request = {
      repositoryUrl: host.repositoryUrl,
      branch: BRANCH,
      title: 'Change a',
      description: '',
      commitMessage: 'Change a',
      changes: [{ path: 'src/a.ts', content: 'ours\n' }],
      author: { name: 'Noor', email: 'noor@sample.example' },
    };
    proposal = await host.proposals.open(request);
    const commit = await host.repository.advance('main', {
      'src/a.ts': 'main\n',
      'src/c.ts': 'new\n',
    });
    renewal = {
      ...request,
      base: { commit },
      changes: [{ path: 'src/a.ts', content: 'main, and ours\n' }],
    };
  }

  afterEach(() => host.close());

  it.each(['GitHub', 'Gitea'])('brings that in on %s', async name => {
    await start(name);
    const { repository } = host;
    const renewed = await host.proposals.open(renewal);
    expect(renewed.url).toBe(proposal.url);
    expect(await repository.git('diff', '--name-only', 'main', BRANCH)).toBe(
      'src/a.ts',
    );
    expect(await repository.git('log', '-1', '--format=%P', BRANCH)).toBe(
      `${proposal.commit} ${renewal.base?.commit}`,
    );
  });

  it('says on GitLab, whose API makes no commit with two parents, to start again', async () => {
    await start('GitLab');
    await expect(host.proposals.open(renewal)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(/src\/a\.ts since\. Close the proposal/),
    });
    expect(await host.repository.tip(BRANCH)).toBe(proposal.commit);
  });
});
