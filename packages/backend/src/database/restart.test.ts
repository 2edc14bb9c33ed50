import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { EmbeddedDatabase } from '@waymark-idp/launcher';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { TestPortal } from '../__testUtils__/TestPortal';

// A PostgreSQL of its own, because it is stopped.
jest.setTimeout(120_000);

// And the one of the fixtures.
const SERVICES = 80;

const component = (index: number) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: `service-${index}`,
    annotations: {
      'backstage.io/source-location': `url:https://git.invalid/shop/service-${index}/src/branch/main/`,
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
});

const STANDARD = `apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: basics, title: Basics, description: What everybody looks for first. }
spec:
  owner: group:default/platform
  checks:
    - id: has-readme
      title: There is a README
      level: bronze
      weight: 1
      why: It is read first.
      fix: Write one.
      exists: README.md
`;

describe('a restart of PostgreSQL', () => {
  let folder: string;
  let database: EmbeddedDatabase;
  let portal: TestPortal;
  let reads = 0;

  const start = (port?: number) =>
    EmbeddedDatabase.start({
      dataDir: path.join(folder, 'data'),
      logFile: path.join(folder, 'postgres.log'),
      port,
      throwaway: true,
    });

  const query = async (sql: string): Promise<any[]> => {
    const client = new Client(database.connection);
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  const evaluated = async (): Promise<number> => {
    const [{ done }] = await query(
      `SELECT count(*)::int AS done FROM conformity.component_state
       WHERE evaluated_at >= wanted_at AND passed = 1 AND stale_since IS NULL`,
    );
    return done;
  };

  /** A host on which everything takes its time. */
  const slowHost = createServiceFactory({
    service: coreServices.urlReader,
    deps: {},
    factory: () =>
      mockServices.urlReader.mock({
        readTree: async url => ({
          etag: createHash('sha1').update(url).digest('hex'),
          files: async () => {
            reads += 1;
            // One after the other, so that some are stored and some are not.
            await sleep(reads <= SERVICES ? reads * 40 : 10);
            return [
              { path: 'README.md', content: async () => Buffer.from('# Hi') },
            ];
          },
          archive: async () => Promise.reject(new Error('Not used')),
          dir: async () => Promise.reject(new Error('Not used')),
        }),
      }),
  });

  beforeAll(async () => {
    // knex says on the console that the database is away: that is what this is about.
    jest.spyOn(console, 'log').mockImplementation();
    folder = await mkdtemp(path.join(tmpdir(), 'restart-'));
    database = await start();
    portal = await TestPortal.start(database.connection, {
      port: await freePort(),
      standard: STANDARD,
      entities: Array.from({ length: SERVICES }, (_, i) => component(i)),
      features: [slowHost],
    });
  });

  afterAll(async () => {
    await portal?.stop();
    await database?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('in the middle of evaluations is said plainly, and loses nothing', async () => {
    const health = (which: string) =>
      portal.call('none', 'get', `/.backstage/health/v1/${which}`);
    await until(async () => (await evaluated()) > 0);
    expect((await health('readiness')).status).toBe(200);
    expect(await evaluated()).toBeLessThan(SERVICES);
    const { port } = database.connection;
    await database.stop();
    const away = {
      status: 503,
      body: { message: 'The database does not answer', status: 'error' },
    };
    await until(async () => (await health('readiness')).status === 503);
    expect(await health('readiness')).toMatchObject(away);
    expect((await health('liveness')).status).toBe(200);
    for (const url of [
      '/api/catalog/entities/by-name/component/default/orders',
      '/api/conformity/scores',
      '/api/golden-path/adoption',
      '/api/surveys/surveys',
      '/api/permission/health',
      '/api/auth/sample-accounts/refresh',
    ]) {
      const { status, headers, body } = await portal.call('user', 'get', url);
      expect({ status, body }).toEqual({
        status: 503,
        body: {
          error: {
            name: 'ServiceUnavailableError',
            message:
              'The portal cannot reach its database. Nothing is lost; try again in a few seconds.',
          },
          request: { method: 'GET', url },
          response: { statusCode: 503 },
        },
      });
      expect(headers['retry-after']).toBe('5');
    }

    database = await start(port);
    await until(async () => (await health('readiness')).status === 200);
    const scorecard = '/api/conformity/entities/component/default/service-7';
    await until(
      async () => (await portal.call('user', 'get', scorecard)).status === 200,
    );
    await until(async () => (await evaluated()) === SERVICES + 1);
    // Once, and once more only where it was cut off in the middle.
    const [{ most }] = await query(
      'SELECT max(attempt) AS most FROM conformity.component_state',
    );
    expect(most).toBeLessThanOrEqual(2);
    expect(reads).toBeLessThan(2 * SERVICES);
    expect(await query('SELECT * FROM conformity.outcome_change')).toEqual([]);
  });
});

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** For up to a minute. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await condition()); ) {
    if (Date.now() > end) {
      throw new Error(`Not within a minute: ${condition}`);
    }
    await sleep(100);
  }
}
