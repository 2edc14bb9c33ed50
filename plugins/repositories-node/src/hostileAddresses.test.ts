import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { send, SHA } from './__testUtils__/host';
import { DefaultProposals } from './proposals';
import { UrlReaderRepositoryReader } from './UrlReaderRepositoryReader';

/** A host with our credentials, and beside it a server that is nobody's business. */
describe('addresses that lead elsewhere', () => {
  const asked: { path: string; authorization?: string }[] = [];
  let trespasses = 0;
  let redirect: string | undefined;
  let host: string;
  let inside: string;
  let reader: UrlReaderRepositoryReader;
  let proposals: DefaultProposals;
  const servers: Server[] = [];

  const listen = async (server: Server) => {
    servers.push(server);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };

  beforeAll(async () => {
    const internal = await listen(
      createServer((_req, res) => {
        trespasses += 1;
        res.end(JSON.stringify({ sha: SHA, secret: 'of the metadata' }));
      }),
    );
    inside = `127.0.0.1:${internal}`;
    const port = await listen(
      createServer((req, res) => {
        const path = req.url ?? '';
        asked.push({ path, authorization: req.headers.authorization });
        if (redirect && !path.includes('redirected')) {
          res.writeHead(302, { location: redirect }).end();
        } else if (path.includes('/archive/')) {
          send([{ path: 'README.md', content: '# Hi' }])(res);
        } else {
          res.end(JSON.stringify({ sha: SHA }));
        }
      }),
    );
    host = `localhost:${port}`;
    const config = new ConfigReader({
      integrations: {
        gitea: [
          {
            host,
            baseUrl: `http://${host}`,
            username: 'portal',
            password: 'secret',
          },
        ],
      },
      backend: { reading: { allow: [{ host, paths: ['/sample/'] }] } },
    });
    const integrations = ScmIntegrations.fromConfig(config);
    reader = UrlReaderRepositoryReader.create({
      urlReader: UrlReaders.default({
        config,
        logger: mockServices.logger.mock(),
      }),
      integrations,
      limits: { milliseconds: 3000 },
    });
    proposals = DefaultProposals.create({ integrations });
  });

  beforeEach(() => {
    asked.length = 0;
    trespasses = 0;
    redirect = undefined;
  });

  afterAll(async () => {
    servers.forEach(server => server.closeAllConnections());
    await Promise.all(
      servers.map(server => new Promise(done => server.close(done))),
    );
  });

  const everyWay = (url: string): Promise<unknown>[] => [
    reader.read({ url, keep: () => true, commitTime: true }),
    reader.resolveCommit(url),
    proposals.find({ repositoryUrl: url, branch: 'waymark/x' }),
  ];
  const refused = async (url: string) => {
    for (const answer of await Promise.allSettled(everyWay(url))) {
      expect([url, answer.status]).toEqual([url, 'rejected']);
      const { reason } = answer as PromiseRejectedResult;
      expect(`${reason.message}`).not.toMatch(/secret|metadata/);
    }
    expect([url, trespasses]).toEqual([url, 0]);
  };

  it('are asked nothing where the host is not one of ours', async () => {
    const port = inside.split(':')[1];
    for (const authority of [
      '169.254.169.254',
      `127.0.0.1:${port}`,
      `127.1:${port}`,
      `2130706433:${port}`,
      `0x7f000001:${port}`,
      `0177.0.0.1:${port}`,
      `[::ffff:127.0.0.1]:${port}`,
      `[::1]:${port}`,
      `0.0.0.0:${port}`,
      `localhost:${port}`,
      `localhost.:${host.split(':')[1]}`,
      `${host}@${inside}`,
      `${host}.evil.example`,
      `evil-${host}`,
    ]) {
      await refused(`http://${authority}/sample/orders/src/branch/main/`);
    }
    for (const url of [
      'file:///etc/passwd',
      `//${host}/sample/orders/src/branch/main/`,
      '',
    ]) {
      await refused(url);
    }
    expect(asked).toEqual([]);
  });

  it('reach nothing of our host but the repository they name', async () => {
    for (const path of [
      'sample/../../admin/users/src/branch/main/',
      'sample/%2e%2e/%2e%2e/admin/src/branch/main/',
      'sample/..%2f..%2fadmin/src/branch/main/',
      'sample/%252e%252e%252fadmin/src/branch/main/',
      'sample/..\\..\\admin/src/branch/main/',
      'sample/orders/src/branch/../../../user/',
      'sample/orders/src/branch/..%2f..%2f..%2fuser/',
      'sample/orders?x=/src/branch/main/',
      'sample/orders#/src/branch/main/',
      'sample/orders\r\nX-Evil: 1/src/branch/main/',
    ]) {
      const url = `http://${host}/${path}`;
      await expect(
        reader.read({ url, keep: () => true }),
      ).rejects.toMatchObject({ reason: 'unsupported', retryable: false });
      await expect(reader.resolveCommit(url)).rejects.toThrow();
    }
    for (const url of [
      `http://portal:x@${host}/sample/orders/src/branch/main/`,
      `gopher://${host}/sample/orders/src/branch/main/`,
    ]) {
      await expect(reader.resolveCommit(url)).rejects.toThrow();
    }
    expect(asked).toEqual([]);
    // Proposals read an address as browsers do: it names a repository, or nothing.
    for (const path of ['sample/../../admin/users', 'sample/..%2f..%2fadmin']) {
      await Promise.allSettled([
        proposals.find({
          repositoryUrl: `http://${host}/${path}`,
          branch: 'waymark/x',
        }),
      ]);
    }
    for (const { path } of asked) {
      expect(path).toMatch(/^\/api\/v1\/repos\/[a-z]+\/[a-z]+\/pulls\?/);
    }
  });

  it('are not followed where our host says so, but to itself', async () => {
    const url = `http://${host}/sample/orders/src/branch/main/`;
    for (const target of [
      `http://${inside}/latest/meta-data/`,
      `//${inside}/`,
      'http://169.254.169.254/',
      'file:///etc/passwd',
    ]) {
      redirect = target;
      await refused(url);
    }
    redirect = '/api/v1/repos/sample/redirected/git/commits/main';
    expect(await reader.resolveCommit(url)).toBe(SHA);
    redirect = '/api/v1/repos/sample/orders/git/commits/main';
    await expect(reader.resolveCommit(url)).rejects.toThrow(/circles/);
    expect(trespasses).toBe(0);
  });
});
