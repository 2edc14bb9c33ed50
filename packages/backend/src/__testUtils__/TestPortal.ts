import { createBackend } from '@backstage/backend-defaults';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import auth from '@backstage/plugin-auth-backend';
import catalog from '@backstage/plugin-catalog-backend';
import permission from '@backstage/plugin-permission-backend';
import sampleAccounts from '@waymark-idp/plugin-auth-backend-module-sample-accounts';
import conformity from '@waymark-idp/plugin-conformity-backend';
import goldenPath from '@waymark-idp/plugin-golden-path-backend';
import policy from '@waymark-idp/plugin-permission-backend-module-waymark';
import surveys from '@waymark-idp/plugin-surveys-backend';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { stringify } from 'yaml';
import { rootServices } from '../rootServices';
import { ENTITIES, USERS } from './entities';
import { Caller } from './operations';

/** The surveys that ship: a wave is of a survey that there is. */
const SURVEYS = path.resolve(__dirname, '../../../../surveys');

const SERVICE_TOKEN = 'only-for-this-test-0123456789';

type Backend = ReturnType<typeof createBackend>;

interface PostgresConnection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** Plugins, policy, sign-in and tokens as they are, on PostgreSQL. */
export class TestPortal {
  readonly #backend: Backend;
  readonly #folder: string;
  readonly #server: Parameters<typeof request>[0];
  readonly #tokens = new Map<string, string>();

  static async start(
    where: TestDatabases | PostgresConnection,
    options: {
      /** Where it listens, with all services as in production. Default: anywhere. */
      port?: number;
      /** More of them, and other services. */
      features?: BackendFeature[];
      /** Beside {@link ENTITIES}. */
      entities?: object[];
      standard?: string;
    } = {},
  ): Promise<TestPortal> {
    const { host, port, user, password, database } =
      'host' in where ? where : await connectionOf(where);
    const folder = mkdtempSync(path.join(tmpdir(), 'access-'));
    const entities = path.join(folder, 'entities.yaml');
    writeFileSync(
      entities,
      [...ENTITIES, ...(options.entities ?? [])]
        .map(e => stringify(e))
        .join('---\n'),
    );
    if (options.standard) {
      writeFileSync(path.join(folder, 'standard.yaml'), options.standard);
    }
    const baseUrl = options.port
      ? `http://127.0.0.1:${options.port}`
      : 'http://localhost';

    const config = {
      app: { baseUrl },
      backend: {
        baseUrl,
        listen: { host: '127.0.0.1', port: options.port ?? 0 },
        database: {
          client: 'pg',
          connection: { host, port, user, password, database },
          pluginDivisionMode: 'schema',
          knexConfig: { pool: { min: 0, max: 4 } },
        },
        auth: {
          externalAccess: [
            {
              type: 'static',
              options: { token: SERVICE_TOKEN, subject: 'service' },
            },
          ],
        },
      },
      auth: {
        providers: {
          'sample-accounts': {
            accounts: Object.entries(USERS).map(([name, entityRef]) => ({
              name,
              title: name,
              entityRef,
            })),
          },
        },
      },
      permission: { enabled: true },
      catalog: {
        rules: [{ allow: ['Group', 'User', 'Component'] }],
        locations: [{ type: 'file', target: entities }],
      },
      conformity: { standards: [{ path: folder }] },
      surveys: { definitions: [{ path: SURVEYS }] },
    };
    const features = [
      ...[auth, sampleAccounts, permission, policy, catalog],
      ...[conformity, goldenPath, surveys],
      mockServices.rootConfig.factory({ data: config }),
      ...(options.features ?? []),
    ];
    const portal = options.port
      ? new TestPortal(await startWhole(features), folder, baseUrl)
      : await startBeside(features).then(
          backend => new TestPortal(backend, folder, backend.server),
        );
    await portal.#signIn();
    return portal;
  }

  private constructor(
    backend: Backend,
    folder: string,
    server: Parameters<typeof request>[0],
  ) {
    this.#backend = backend;
    this.#folder = folder;
    this.#server = server;
  }

  /** A request of somebody, or of nobody. */
  call(
    caller: Caller | 'none',
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    url: string,
  ): request.Test {
    const call = request(this.#server)[method](url);
    const token = this.#tokens.get(caller);
    return token ? call.set('Authorization', `Bearer ${token}`) : call;
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Once the catalog knows who owns what. */
  async #signIn(): Promise<void> {
    this.#tokens.set('service', SERVICE_TOKEN);
    await this.#waitForOwner();
    for (const name of Object.keys(USERS)) {
      const { body } = await this.call(
        'none',
        'get',
        '/api/auth/sample-accounts/refresh',
      ).set('x-waymark-sample-account', name);
      this.#tokens.set(name, body.backstageIdentity.token);
    }
  }

  async #waitForOwner(): Promise<void> {
    for (const end = Date.now() + 30_000; Date.now() < end; ) {
      const { body } = await this.call(
        'service',
        'get',
        '/api/catalog/entities/by-name/component/default/orders',
      );
      if (body.relations?.some((r: any) => r.type === 'ownedBy')) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error('The catalog did not take in the component within 30 s');
  }
}

async function connectionOf(
  databases: TestDatabases,
): Promise<PostgresConnection> {
  const knex = await databases.init('POSTGRES_18');
  return knex.client.config.connection;
}

/** With the services of tests where it does not matter. */
function startBeside(features: BackendFeature[]) {
  return startTestBackend({
    features: [
      ...features,
      ...[authServiceFactory, httpAuthServiceFactory, userInfoServiceFactory],
      ...[permissionsServiceFactory, databaseServiceFactory],
    ],
  });
}

/** With all services as they are in production, at the address of the configuration. */
async function startWhole(features: BackendFeature[]): Promise<Backend> {
  const backend = createBackend();
  [
    ...features,
    ...rootServices(),
    mockServices.rootLogger.factory({ level: 'none' }),
  ].forEach(feature => backend.add(feature));
  await backend.start();
  return backend;
}
