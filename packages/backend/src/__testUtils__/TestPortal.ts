import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
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
import { ENTITIES, USERS } from './entities';
import { Caller } from './operations';

/** The surveys that ship: a wave is of a survey that there is. */
const SURVEYS = path.resolve(__dirname, '../../../../surveys');

const SERVICE_TOKEN = 'only-for-this-test-0123456789';

/** Plugins, policy, sign-in and tokens as they are, on PostgreSQL. */
export class TestPortal {
  readonly #backend: Awaited<ReturnType<typeof startTestBackend>>;
  readonly #folder: string;
  readonly #tokens = new Map<string, string>();

  static async start(databases: TestDatabases): Promise<TestPortal> {
    const knex = await databases.init('POSTGRES_18');
    const { host, port, user, password, database } =
      knex.client.config.connection;
    const folder = mkdtempSync(path.join(tmpdir(), 'access-'));
    const entities = path.join(folder, 'entities.yaml');
    writeFileSync(entities, ENTITIES.map(e => stringify(e)).join('---\n'));

    const config = {
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
    const backend = await startTestBackend({
      features: [
        ...[auth, sampleAccounts, permission, policy, catalog],
        ...[conformity, goldenPath, surveys],
        ...[authServiceFactory, httpAuthServiceFactory, userInfoServiceFactory],
        ...[permissionsServiceFactory, databaseServiceFactory],
        mockServices.rootConfig.factory({ data: config }),
      ],
    });
    const portal = new TestPortal(backend, folder);
    await portal.#signIn();
    return portal;
  }

  private constructor(
    backend: Awaited<ReturnType<typeof startTestBackend>>,
    folder: string,
  ) {
    this.#backend = backend;
    this.#folder = folder;
  }

  /** A request of somebody, or of nobody. */
  call(
    caller: Caller | 'none',
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    url: string,
  ): request.Test {
    const call = request(this.#backend.server)[method](url);
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
