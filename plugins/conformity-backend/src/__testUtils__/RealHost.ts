import { urlReaderServiceFactory } from '@backstage/backend-defaults/urlReader';
import { ADMIN, TestGitHost } from '@waymark-idp/git-host/testUtils';
import { once } from 'events';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { TestPortal } from './TestPortal';

/** The embedded git host beside a {@link TestPortal}, which hears of its pushes and pull requests. */
export class RealHost {
  readonly git: TestGitHost;
  readonly #hooks: Server;

  static async start(portal: TestPortal): Promise<RealHost> {
    const hooks = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', chunk => chunks.push(chunk));
      req.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString());
        const pull = body.pull_request;
        portal.events
          .publish(
            pull
              ? {
                  topic: 'repository.proposal',
                  eventPayload: {
                    url: pull.html_url,
                    state: pull.merged ? 'merged' : pull.state,
                  },
                }
              : {
                  topic: 'repository.push',
                  eventPayload: { url: body.repository.html_url },
                },
          )
          .then(() => res.writeHead(204).end());
      });
    }).listen(0, '127.0.0.1');
    await once(hooks, 'listening');
    const { port } = hooks.address() as AddressInfo;
    const git = await TestGitHost.start({
      webhook: { url: `http://127.0.0.1:${port}`, secret: 'a-long-secret' },
    });
    return new RealHost(git, hooks);
  }

  private constructor(git: TestGitHost, hooks: Server) {
    this.git = git;
    this.#hooks = hooks;
  }

  /** What a portal is started with to read from it. */
  get options() {
    return {
      urlReader: urlReaderServiceFactory,
      rootConfig: {
        app: { baseUrl: 'https://portal.example' },
        integrations: {
          gitea: [
            {
              host: new URL(this.git.url).host,
              baseUrl: this.git.url,
              username: ADMIN.username,
              password: ADMIN.password,
            },
          ],
        },
      },
    };
  }

  /** Source location of a repository. */
  url(name: string): string {
    return `${this.git.url}/sample/${name}/src/branch/main/`;
  }

  async pulls(name: string): Promise<any[]> {
    const { body } = await this.git.api(
      'GET',
      `/repos/sample/${name}/pulls?state=all`,
      { as: ADMIN },
    );
    return body;
  }

  async merge(name: string, number: number): Promise<void> {
    const { status, body } = await this.git.api(
      'POST',
      `/repos/sample/${name}/pulls/${number}/merge`,
      { as: ADMIN, body: { Do: 'merge' } },
    );
    if (status !== 200) {
      throw new Error(`${status} ${JSON.stringify(body)}`);
    }
  }

  async close(): Promise<void> {
    this.#hooks.close();
    await this.git.close();
  }
}
