import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { createRepositoryHost } from './createRepositoryHost';

describe('createRepositoryHost', () => {
  const requests: IncomingMessage[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    requests.push(request);
    response.writeHead(status, { Location: 'http://localhost:1/elsewhere' });
    response.end('{"default_branch":"trunk"}');
  });
  let base: string;
  let integrations: ScmIntegrations;

  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          gitea: [
            { host: 'gitea.test', baseUrl: base, username: 'u', password: 'p' },
          ],
          github: [{ host: 'github.test', apiBaseUrl: base, token: 'gh' }],
          gitlab: [
            {
              host: 'gitlab.test',
              baseUrl: base,
              apiBaseUrl: `${base}/api/v4`,
              token: 'gl',
            },
          ],
          azure: [{ host: 'azure.test' }],
        },
      }),
    );
  });

  beforeEach(() => {
    requests.length = 0;
    status = 200;
  });

  afterAll(() => new Promise(resolve => server.close(resolve)));

  it.each([
    [
      'gitea.test',
      '/api/v1/repos/group/orders',
      `basic ${Buffer.from('u:p').toString('base64')}`,
      '/group/orders/src/branch/main/',
    ],
    [
      'github.test',
      '/repos/group/orders',
      'Bearer gh',
      '/group/orders/blob/main/',
    ],
    [
      'gitlab.test',
      '/api/v4/projects/group%2Forders',
      'Bearer gl',
      '/group/orders/-/blob/main/',
    ],
  ])(
    'asks %s as it wants to be asked',
    async (name, url, authorization, contents) => {
      const host = createRepositoryHost(integrations, name);
      const repository = { owner: 'group', name: 'orders' };
      await expect(host.exists(repository)).resolves.toBe(true);
      await expect(host.defaultBranch(repository)).resolves.toBe('trunk');
      status = 404;
      await expect(host.exists(repository)).resolves.toBe(false);
      await expect(host.defaultBranch(repository)).resolves.toBeUndefined();
      await expect(host.delete(repository)).resolves.toBeUndefined();
      status = 204;
      await expect(host.delete(repository)).resolves.toBeUndefined();
      expect(requests.map(request => [request.method, request.url])).toEqual([
        ...Array(4).fill(['GET', url]),
        ...Array(2).fill(['DELETE', url]),
      ]);
      expect(requests[0].headers.authorization).toBe(authorization);
      expect(host.urls(repository, 'main').repoContentsUrl).toMatch(
        new RegExp(`^https?://[^/]+${contents}$`),
      );
    },
  );

  it('follows no redirect with the credentials, and counts a renamed repository as taken', async () => {
    const host = createRepositoryHost(integrations, 'github.test');
    status = 301;
    await expect(host.exists({ owner: 'a', name: 'b' })).resolves.toBe(true);
    await expect(host.defaultBranch({ owner: 'a', name: 'b' })).rejects.toThrow(
      'answered with status 301',
    );
    await expect(host.delete({ owner: 'a', name: 'b' })).rejects.toThrow(
      'answered with status 301',
    );
    expect(requests).toHaveLength(3);
  });

  it('says what the account lacks, and that a host is down, without telling the credentials', async () => {
    const host = createRepositoryHost(integrations, 'github.test');
    status = 403;
    await expect(host.delete({ owner: 'a', name: 'b' })).rejects.toThrow(
      /delete_repo/,
    );
    status = 500;
    await expect(host.exists({ owner: 'a', name: 'b' })).rejects.toThrow(
      'answered with status 500',
    );
    const down = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          gitea: [
            {
              host: 'down.test',
              baseUrl: 'http://127.0.0.1:1',
              username: 'u',
              password: 'p4ss',
            },
          ],
        },
      }),
    );
    const error = await createRepositoryHost(down, 'down.test')
      .exists({ owner: 'a', name: 'b' })
      .catch(e => e);
    expect(error).toMatchObject({ name: 'ServiceUnavailableError' });
    expect(String(error)).not.toContain('p4ss');
  });

  it('knows only the hosts of the configuration', () => {
    const known = integrations;
    for (const host of ['evil.test', '169.254.169.254', 'gitea.test:80', '']) {
      expect(() => createRepositoryHost(known, host)).toThrow(
        /is not a git host of this portal/,
      );
    }
    expect(() => createRepositoryHost(integrations, 'azure.test')).toThrow(
      /of type azure/,
    );
  });
});
