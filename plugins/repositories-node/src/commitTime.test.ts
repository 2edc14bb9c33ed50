import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { SHA } from './__testUtils__/host';
import { commitAuthorOf } from './commitAuthorOf';
import { commitTimeOf } from './commitTime';

describe('what a host says of a commit', () => {
  const requests: [url?: string, token?: unknown][] = [];
  let answer: { status: number; body: unknown };
  const server = createServer((request, response) => {
    requests.push([
      request.url,
      request.headers.authorization ?? request.headers['private-token'],
    ]);
    response.writeHead(answer.status).end(JSON.stringify(answer.body));
  });
  let base: string;
  let integrations: ScmIntegrations;

  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [
            { host: 'github.example', apiBaseUrl: `${base}/api`, token: 'a' },
          ],
          gitea: [{ host: new URL(base).host, baseUrl: `${base}/gitea` }],
          gitlab: [
            {
              host: 'gitlab.example',
              baseUrl: 'https://gitlab.example/git',
              apiBaseUrl: `${base}/api/v4`,
              token: 'b',
            },
          ],
        },
      }),
    );
  });

  beforeEach(() => {
    requests.length = 0;
  });

  afterAll(async () => {
    await new Promise(resolve => server.close(resolve));
  });

  const ask = (url: string, commit = SHA) =>
    commitTimeOf({
      integrations,
      url,
      commit,
      signal: AbortSignal.timeout(5000),
    });

  it('tells whose a commit is, on GitHub, GitLab and Gitea', async () => {
    const author = (url: string) =>
      commitAuthorOf({
        integrations,
        url,
        commit: SHA,
        signal: AbortSignal.timeout(5000),
      });
    answer = {
      status: 200,
      body: { commit: { author: { email: 'ada@example.com' } } },
    };
    expect(await author('https://github.example/shop/orders/tree/main/')).toBe(
      'ada@example.com',
    );
    expect(await author(`${base}/gitea/shop/orders/src/branch/main/`)).toBe(
      'ada@example.com',
    );
    answer.body = { author_email: 'ada@example.com' };
    expect(
      await author('https://gitlab.example/git/shop/orders/-/tree/main/'),
    ).toBe('ada@example.com');
    expect(requests[1][0]).toBe(
      `/gitea/api/v1/repos/shop/orders/git/commits/${SHA}`,
    );
    for (const body of [{}, [], 'x', { commit: { author: { email: 7 } } }]) {
      answer.body = body;
      expect(
        await author('https://github.example/shop/orders'),
      ).toBeUndefined();
    }
  });

  it('asks GitHub and GitLab, with the credentials of the integration', async () => {
    answer = {
      status: 200,
      body: { commit: { committer: { date: '2026-04-01T08:00:00Z' } } },
    };
    const time = new Date('2026-04-01T08:00:00Z');
    expect(await ask('https://github.example/shop/orders/tree/main/')).toEqual(
      time,
    );
    answer.body = { committed_date: '2026-04-01T10:00:00.000+02:00' };
    expect(
      await ask('https://gitlab.example/git/a/b/orders/-/tree/main/x'),
    ).toEqual(time);
    expect(requests).toEqual([
      [`/api/repos/shop/orders/commits/${SHA}`, 'Bearer a'],
      [
        `/api/v4/projects/a%2Fb%2Forders/repository/commits/${SHA}`,
        expect.stringMatching(/b$/),
      ],
    ]);
  });

  it('says nothing where it is not told', async () => {
    const url = 'https://github.example/shop/orders/tree/main/';
    for (const [status, body] of [
      [404, {}],
      [500, 'broken'],
      [200, {}],
      [200, { commit: { committer: { date: 'long ago' } } }],
    ] as const) {
      answer = { status, body };
      expect(await ask(url)).toBeUndefined();
    }
    requests.length = 0;
    expect(await ask(url, 'an-etag')).toBeUndefined();
    expect(
      await ask('https://github.example/shop/..%2F..%2Fuser/tree/main'),
    ).toBeUndefined();
    expect(await ask('https://elsewhere.example/a/b')).toBeUndefined();
    expect(requests).toEqual([]);
  });
});
