import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import catalog from '@backstage/plugin-catalog-backend';
import { GitHost, startGitHost } from '@waymark-idp/git-host';
import {
  sampleRepositories,
  seedSampleOrganisation,
} from '@waymark-idp/launcher';
import conformity from '@waymark-idp/plugin-conformity-backend';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../../..');

const ACCOUNT = {
  username: 'waymark',
  password: 'only-for-this-test',
  fullName: 'Waymark',
  email: 'waymark@sample.example',
  admin: true,
};

/** The whole sample organisation: on a git host, in a catalog, and evaluated. */
export class SamplePortal {
  readonly #folder: string;
  readonly #gitHost: GitHost;
  readonly #backend: Awaited<ReturnType<typeof startTestBackend>>;

  static async start(databases: TestDatabases): Promise<SamplePortal> {
    const folder = mkdtempSync(path.join(tmpdir(), 'sample-'));
    const gitHost = await startGitHost({
      root: path.join(folder, 'repositories'),
      accounts: [ACCOUNT],
    });
    await mkdir(path.join(folder, 'git-host'));
    await seedSampleOrganisation({
      root: ROOT,
      stateDir: folder,
      gitHost: { url: gitHost.url, portalAccount: ACCOUNT },
    });
    const knex = await databases.init('POSTGRES_18');
    const { host, port, user, password, database } =
      knex.client.config.connection;
    const at = (repository: string, file: string) => ({
      type: 'url',
      target: `${gitHost.url}/sample/${repository}/src/branch/main/${file}`,
    });
    const backend = await startTestBackend({
      features: [
        ...[catalog, conformity],
        ...[databaseServiceFactory, schedulerServiceFactory],
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost' },
            backend: {
              baseUrl: 'http://localhost',
              listen: { host: '127.0.0.1', port: 0 },
              database: {
                client: 'pg',
                connection: { host, port, user, password, database },
                pluginDivisionMode: 'schema',
                knexConfig: { pool: { min: 0, max: 4 } },
              },
            },
            integrations: {
              gitea: [
                {
                  host: new URL(gitHost.url).host,
                  baseUrl: gitHost.url,
                  username: ACCOUNT.username,
                  password: ACCOUNT.password,
                },
              ],
            },
            catalog: {
              rules: [
                {
                  allow: [
                    ...['User', 'Group', 'Domain', 'System'],
                    ...['Component', 'API'],
                  ],
                },
              ],
              locations: [
                at('organisation', 'org.yaml'),
                at('organisation', 'systems.yaml'),
                ...sampleRepositories.map(({ name }) =>
                  at(name, 'catalog-info.yaml'),
                ),
              ],
            },
            conformity: {
              standards: [{ path: path.join(ROOT, 'standards') }],
              catalogPoll: { seconds: 1 },
            },
          },
        }),
      ],
    });
    return new SamplePortal(folder, gitHost, backend);
  }

  private constructor(
    folder: string,
    gitHost: GitHost,
    backend: Awaited<ReturnType<typeof startTestBackend>>,
  ) {
    this.#folder = folder;
    this.#gitHost = gitHost;
    this.#backend = backend;
  }

  get url(): string {
    return `http://localhost:${this.#backend.server.port()}`;
  }

  /** A folder of the test's own. */
  get folder(): string {
    return this.#folder;
  }

  cloneUrl(repository: string): string {
    const url = new URL(`${this.#gitHost.url}/sample/${repository}.git`);
    url.username = ACCOUNT.username;
    url.password = ACCOUNT.password;
    return url.href;
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
    await this.#gitHost.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
