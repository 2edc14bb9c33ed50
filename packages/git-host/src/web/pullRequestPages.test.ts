import { basic, NEWCOMER, TestGitHost } from '../testing/TestGitHost';

jest.setTimeout(60_000);

describe('pages of pull requests', () => {
  let host: TestGitHost;

  beforeAll(async () => {
    host = await TestGitHost.start();
  });
  afterAll(() => host.close());

  const pulls = (name: string, rest = '') =>
    `/repos/sample/${name}/pulls${rest}`;

  it('are decided on their page by whoever signs in, and from no other page', async () => {
    const work = await host.pushed('pages', { 'a.txt': 'one\n' });
    await host.pullRequest(
      'pages',
      work,
      { 'b.txt': 'b\n' },
      {
        title: '<script>alert(1)</script>',
        body: 'First\n\n<img src=x onerror=alert(2)> <!-- a note -->',
      },
    );
    const page = '/sample/pages/pulls/1';
    const authorization = basic(NEWCOMER);
    const anonymous = await host.raw('GET', page);
    expect(anonymous.body).toContain('&#60;script&#62;');
    expect(anonymous.body).toContain('&#60;img src=x');
    expect(anonymous.body).not.toMatch(/<script|<img src=x|a note|<button/);
    expect(anonymous.body).toContain('Sign in');
    const signIn = '/sample/pages/pulls/sign-in?pull=1';
    expect((await host.raw('GET', signIn)).headers).toHaveProperty(
      'www-authenticate',
    );
    expect(await host.raw('GET', signIn, { authorization })).toMatchObject({
      status: 303,
      headers: { location: page },
    });
    const shown = (await host.raw('GET', page, { authorization })).body;
    const head = /name="head" value="([0-9a-f]{40})"/.exec(shown)?.[1];

    const decide = (
      decision: string,
      headers: Record<string, string>,
      at = head,
    ) =>
      host.raw(
        'POST',
        `${page}/decide`,
        {
          'content-type': 'application/x-www-form-urlencoded',
          origin: host.url,
          host: new URL(host.url).host,
          authorization,
          ...headers,
        },
        Buffer.from(`decision=${decision}&head=${at}`),
      );
    const state = async () =>
      (await host.api('GET', pulls('pages', '/1'))).body.state;
    for (const [headers, status] of [
      [{ origin: 'http://evil.example' }, 403],
      [{ origin: 'null' }, 403],
      [{ origin: '' }, 403],
      [{ 'sec-fetch-site': 'cross-site' }, 403],
      [{ 'content-type': 'text/plain' }, 415],
      [{ authorization: basic({ ...NEWCOMER, password: 'x' }) }, 401],
    ] as const) {
      expect((await decide('merge', { ...headers })).status).toBe(status);
    }
    const stale = await decide('merge', {}, '0'.repeat(40));
    expect(stale.status).toBe(409);
    expect((await decide('delete', {})).status).toBe(422);
    expect(await state()).toBe('open');
    expect(await decide('squash', {})).toMatchObject({
      status: 303,
      headers: { location: page },
    });
    expect(await state()).toBe('closed');
    expect((await host.raw('GET', page)).body).toContain('Merged by newcomer');
    const list = await host.raw('GET', '/sample/pages/pulls?state=closed');
    expect(list.body).toMatch(/1 closed.*&#60;script&#62;.*state merged/s);
  });
});
