import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { FakeAnswer } from './__testUtils__/FakeServer';
import { HOSTS, TestHost, TOKEN, USER_TOKEN } from './__testUtils__/hosts';
import { DefaultProposals } from './DefaultProposals';
import { ProposalRequest } from './types';

jest.setTimeout(60_000);

const BRANCH = 'waymark/fix';

describe.each(['GitHub', 'GitLab'])('proposals where %s', name => {
  let host: TestHost;

  beforeEach(async () => {
    host = await HOSTS[name]();
  });

  afterEach(() => host.close());

  const request = (): ProposalRequest => ({
    repositoryUrl: host.repositoryUrl,
    branch: BRANCH,
    title: 'Add an owner',
    description: 'Why',
    commitMessage: 'Add an owner',
    changes: [{ path: 'OWNERS', content: 'team\n' }],
    author: { name: 'Noor', email: 'noor@sample.example' },
  });
  const open = () => host.proposals.open(request());
  const writes =
    name === 'GitHub'
      ? /^POST .*\/git\/refs$/
      : /^POST .*\/repository\/commits$/;
  const opens = /^POST .*\/(?:pulls|merge_requests)$/;
  const interrupt = (
    at: RegExp,
    answer: () => Promise<FakeAnswer | undefined>,
  ) =>
    host.server!.interruptions.push(what =>
      at.test(what) ? answer() : undefined,
    );

  it('asks to wait: it is waited for, within a bound', async () => {
    const soon = (status: number, headers: Record<string, string>, body = {}) =>
      interrupt(/./, async () => ({ status, headers, body }));
    soon(429, { 'Retry-After': '0' });
    soon(503, { 'Retry-After': new Date(0).toUTCString() });
    soon(403, { 'Retry-After': '0' }, { message: 'secondary rate limit' });
    interrupt(opens, async () => ({
      status: 403,
      headers: {
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': `${Math.floor(Date.now() / 1000)}`,
      },
    }));
    const start = performance.now();
    await expect(open()).resolves.toMatchObject({ number: 1 });
    expect(performance.now() - start).toBeGreaterThan(900);
    expect(host.server!.interruptions).toEqual([]);

    const refused: Record<string, string>[] = [
      { 'Retry-After': '61' },
      { 'X-RateLimit-Reset': `${Math.floor(Date.now() / 1000) + 1800}` },
      { 'Retry-After': new Date(Date.now() + 3_600_000).toUTCString() },
    ];
    for (const headers of refused) {
      interrupt(/./, async () => ({ status: 429, headers }));
      await expect(open()).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(/too many requests: try again after 20/),
      });
    }
  });

  it('says no: the error says what to do, and holds no secret', async () => {
    const refs = await host.repository.git('for-each-ref');
    const cases: [number, string, RegExp][] = [
      [301, 'NotFoundError', /moved: use its new address/],
      [401, 'NotAllowedError', /renew those under integrations/],
      [403, 'NotAllowedError', /right to push/],
      [404, 'NotFoundError', /may not see it/],
      [422, 'InputError', /does not take this change/],
      [500, 'ServiceUnavailableError', /Try again later/],
      [502, 'ServiceUnavailableError', /Try again later/],
    ];
    for (const [status, error, message] of cases) {
      interrupt(/./, async () => ({
        status,
        headers: { Location: 'http://elsewhere.example/' },
        body: { message: `No, ${TOKEN}`, errors: [{ message: 'Because' }] },
      }));
      await expect(open()).rejects.toMatchObject({
        name: error,
        message: expect.stringMatching(message),
      });
      interrupt(/./, async () => ({
        status,
        body: { message: `No, ${TOKEN}` },
      }));
      await expect(open()).rejects.toMatchObject({
        message: expect.not.stringContaining(TOKEN),
      });
    }
    expect(await host.repository.git('for-each-ref')).toBe(refs);

    const gone = DefaultProposals.create({
      integrations: ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: {
            github: [{ host: 'localhost:1', apiBaseUrl: 'http://localhost:1' }],
          },
        }),
      ),
    });
    await expect(
      gone.find({ repositoryUrl: 'http://localhost:1/a/b', branch: 'x' }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('cannot be reached'),
    });
  });

  it('refuses to write: a rule of the repository is told as it is', async () => {
    interrupt(writes, async () => ({
      status: 422,
      body: { message: 'Repository rule violations found' },
    }));
    await expect(open()).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('rule violations'),
    });
    interrupt(opens, async () => ({
      status: 422,
      body: { message: 'Only members may' },
    }));
    await expect(open()).rejects.toMatchObject({
      message: expect.stringContaining('Only members may'),
    });
    // The branch is there by now: the next attempt goes on from it.
    await expect(open()).resolves.toMatchObject({ number: 1 });
  });

  it('takes the token of the user, and knows no such proposal', async () => {
    const proposal = await host.proposals.open({
      ...request(),
      token: USER_TOKEN,
      repositoryUrl: `${host.repositoryUrl}.git/`,
    });
    expect(proposal.number).toBe(1);
    await expect(
      host.proposals.get(proposal.url.replace(/1$/, '99')),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('takes a push of somebody else in between: nothing of it is lost', async () => {
    let theirs = '';
    interrupt(writes, async () => {
      theirs = await host.repository.advance(BRANCH, { 'src/b.ts': 'b\n' });
      return undefined;
    });
    await expect(open()).rejects.toMatchObject({ name: 'ConflictError' });
    expect(await host.repository.tip(BRANCH)).toBe(theirs);
  });

  it('takes one on top of ours in between: nothing of it is lost', async () => {
    await open();
    const moves = name === 'GitHub' ? /^PATCH .*\/git\/refs\// : writes;
    let theirs = '';
    interrupt(moves, async () => {
      theirs ||= await host.repository.advance(BRANCH, { 'src/b.ts': 'b\n' });
      return undefined;
    });
    const again = host.proposals.open({
      ...request(),
      changes: [{ path: 'OWNERS', content: 'another\n' }],
    });
    await expect(again).rejects.toMatchObject({ name: 'ConflictError' });
    const kept = await host.repository.git('merge-base', BRANCH, theirs);
    expect(kept).toBe(theirs);
    expect(await host.repository.git('show', `${BRANCH}:src/b.ts`)).toBe('b');
  });
});

describe('proposals with the credentials of a GitHub app', () => {
  it('ask for them for the repository, once for each proposal', async () => {
    const host = await HOSTS.GitHub();
    const { host: name } = new URL(host.repositoryUrl);
    const asked: string[] = [];
    const proposals = DefaultProposals.create({
      integrations: ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: {
            github: [{ host: name, apiBaseUrl: `http://${name}` }],
          },
        }),
      ),
      githubCredentialsProvider: {
        async getCredentials({ url }) {
          asked.push(url);
          return { type: 'app', token: TOKEN, headers: {} };
        },
      },
    });
    const { repositoryUrl } = host;
    await proposals.find({ repositoryUrl, branch: 'x' });
    await proposals.find({ repositoryUrl, branch: 'x', token: TOKEN });
    expect(asked).toEqual([repositoryUrl]);
    await host.close();
  });
});
