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
  it('refuse what no repository should get', async () => {
    const { repository } = host;
    const refs = await repository.git('for-each-ref');
    const cases: [Partial<ProposalRequest>, RegExp][] = [
      [{ branch: 'main' }, /cannot be on main itself/],
      [{ branch: '../x' }, /not a possible branch name/],
      [{ branch: '-x' }, /not a possible branch name/],
      [{ branch: 'a..b' }, /not a possible branch name/],
      [{ branch: 'refs/heads/x' }, /not a possible branch name/],
      [{ branch: 'x.lock' }, /not a possible branch name/],
      [{ branch: 'a b' }, /not a possible branch name/],
      [{ title: 'a\nb' }, /title must be one line/],
      [{ changes: [] }, /1 to 1000 files/],
      [{ author: { name: 'x>', email: 'y' } }, /author/],
      [{ base: { commit: 'main' } }, /not a full commit id/],
    ];
    const paths: [string, RegExp][] = [
      ['../x', /not a path inside/],
      ['/etc/passwd', /not a path inside/],
      ['a//b', /not a path inside/],
      ['a\\b', /not a path inside/],
      ['a\nb', /not a path inside/],
      ['.git/config', /belongs to git/],
      ['x/.GIT/hooks/y', /belongs to git/],
      ['git~1/config', /belongs to git/],
      ['.git. /config', /belongs to git/],
      ['.g\u200cit/config', /belongs to git/],
      ['.git::$INDEX_ALLOCATION/config', /belongs to git/],
      ['link', /symbolic link/],
      ['link/a.ts', /symbolic link/],
      ['src', /is a folder/],
      ['old.txt/x', /'old.txt' is a file/],
    ];
    const change = (path: string) => ({ path, content: 'x' });
    cases.push(
      ...paths.map(([path, message]): (typeof cases)[number] => [
        { changes: [change(path)] },
        message,
      ]),
      [{ changes: [change('a'), change('a')] }, /changed twice/],
      [{ changes: [change('a/b'), change('a')] }, /a file and a folder/],
    );
    for (const [overrides, message] of cases) {
      await expect(
        host.proposals.open(request(overrides)),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringMatching(message),
      });
    }
    await expect(
      host.proposals.open(request({ base: { branch: 'nowhere' } })),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('no branch nowhere'),
    });
    expect(await repository.git('for-each-ref')).toBe(refs);
  });

  it('say what to do where credentials or addresses are wrong', async () => {
    const { repositoryUrl } = host;
    const secret = 'not-a-token-of-anybody';
    await expect(
      host.proposals.open(request({ token: secret })),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.not.stringContaining(secret),
    });
    await expect(
      host.proposals.open(
        request({ repositoryUrl: repositoryUrl.replace('localhost', 'host') }),
      ),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('integrations'),
    });
    const { origin } = new URL(repositoryUrl);
    for (const wrong of [
      origin,
      `${origin}/one`,
      `${origin}/%2e%2e/orders`,
      `${origin}/a%2fb/orders`,
      `${repositoryUrl}%00`,
    ]) {
      await expect(
        host.proposals.find({ repositoryUrl: wrong, branch: 'x' }),
      ).rejects.toMatchObject({ name: 'InputError' });
    }
    await expect(host.proposals.get(repositoryUrl)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('not the address of a proposal'),
    });
  });
});
