import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { basic, DEVELOPER, TestGitHost } from '@waymark-idp/git-host/testUtils';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { withHistory } from './withHistory';

jest.setTimeout(60_000);

const from = (integrations: object) =>
  ScmIntegrations.fromConfig(new ConfigReader({ integrations }));

describe('withHistory', () => {
  describe('on the embedded host', () => {
    let host: TestGitHost;
    beforeAll(async () => {
      host = await TestGitHost.start();
      await host.pushed('platform', { 'templates/a.txt': 'one\n' });
    });
    afterAll(() => host.close());

    const open = <T>(
      branch: string,
      work: Parameters<typeof withHistory<T>>[1],
    ) => {
      const { username, password } = DEVELOPER;
      return withHistory(
        {
          integrations: from({
            gitea: [
              {
                host: new URL(host.url).host,
                baseUrl: host.url,
                username,
                password,
              },
            ],
          }),
          url: `${host.url}/sample/platform/src/branch/main/templates/a.txt`,
          branch,
        },
        work,
      );
    };

    it('has the branch with its contents, as long as it is worked with', async () => {
      const { folder, text } = await open('main', async history => {
        const git = (...args: string[]) =>
          execFileSync('git', ['-C', history.gitDir, ...args]).toString();
        return {
          folder: history.gitDir,
          text: git('cat-file', 'blob', `${history.commit}:templates/a.txt`),
        };
      });
      expect(text).toBe('one\n');
      expect(existsSync(folder)).toBe(false);
      await expect(open('nowhere', async () => {})).rejects.toThrow(
        /sample\/platform\.git has no branch nowhere/,
      );
    });
  });

  describe('on hosts that say no', () => {
    let server: Server;
    let url: string;
    const asked: (string | undefined)[] = [];
    beforeAll(async () => {
      server = createServer((request, response) => {
        asked.push(request.url, request.headers.authorization);
        response.writeHead(401).end();
      });
      await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise(done => server.close(done)));

    it.each([
      ['github', 'x-access-token', '/shop/platform'],
      ['gitlab', 'oauth2', '/shop/backend/platform'],
    ])('comes to %s with its token', async (type, username, project) => {
      asked.length = 0;
      const { host } = new URL(url);
      const token = 'a-token-of-ours';
      const opened = withHistory(
        {
          integrations: from({
            [type]: [
              { host, token, baseUrl: url, apiBaseUrl: `${url}/api/v4` },
            ],
          }),
          url: `${url}${project}/${
            type === 'gitlab' ? '-/' : ''
          }blob/main/template.yaml`,
          branch: 'main',
        },
        async () => {},
      );
      await expect(opened).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.not.stringContaining(token),
      });
      expect(asked.slice(0, 2)).toEqual([
        `${project}.git/info/refs?service=git-upload-pack`,
        basic({ username, password: token }),
      ]);
    });

    it('goes nowhere that is not configured', async () => {
      asked.length = 0;
      await expect(
        withHistory(
          { integrations: from({}), url: `${url}/a/b`, branch: 'main' },
          async () => {},
        ),
      ).rejects.toThrow(/on no GitHub, GitLab or Gitea that is configured/);
      expect(asked).toEqual([]);
    });
  });
});
