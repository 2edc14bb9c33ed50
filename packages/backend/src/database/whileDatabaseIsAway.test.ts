import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import express from 'express';
import net from 'node:net';
import request from 'supertest';
import { PostgresHealth } from './PostgresHealth';
import { whileDatabaseIsAway } from './whileDatabaseIsAway';

// It waits as long as the portal does for an answer.
jest.setTimeout(30_000);

describe('whileDatabaseIsAway', () => {
  it('tells a database that is away from everything else that fails', async () => {
    const health = {
      answered: true,
      now: true,
      async answers() {
        this.answered = this.now;
        return this.now;
      },
    };
    let status = 200;
    let reached = 0;
    const app = express();
    app.use(whileDatabaseIsAway(health), (_req, res) => {
      reached += 1;
      res.status(status).json({ error: { name: 'Mine' } });
    });
    const get = async (url: string) => {
      const { status: code, body, headers } = await request(app).get(url);
      return [code, body.error.name, headers['retry-after']];
    };

    for (status of [200, 401, 403, 404, 500, 503]) {
      expect(await get('/api/x')).toEqual([status, 'Mine', undefined]);
    }
    health.now = false;
    for (status of [200, 403, 404]) {
      expect(await get('/api/x')).toEqual([status, 'Mine', undefined]);
    }
    const away = [503, 'ServiceUnavailableError', '5'];
    reached = 0;
    for (status of [401, 500]) {
      health.answered = true;
      expect(await get('/api/x')).toEqual(away);
    }
    expect(reached).toBe(2);
    // Known by now: nobody waits for a plugin to find out again.
    expect(await get('/api/x')).toEqual(away);
    expect(reached).toBe(2);
    // What has no API needs no database.
    expect(await get('/catalog')).toEqual([500, 'Mine', undefined]);
    health.now = true;
    status = 200;
    expect(await get('/api/x')).toEqual([200, 'Mine', undefined]);
  });
});

describe('PostgresHealth', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  it('waits for no database that takes connections and says nothing', async () => {
    const { connection } = (await databases.init('POSTGRES_18')).client.config;
    let silent = true;
    const sockets: net.Socket[] = [];
    const server = net.createServer(socket => {
      sockets.push(socket.on('error', () => {}));
      if (!silent) {
        const onward = net.connect(Number(connection.port), connection.host);
        socket.pipe(onward.on('error', () => {})).pipe(socket);
      }
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const lifecycle = mockServices.rootLifecycle.mock();
    const logger = mockServices.rootLogger.mock();
    const health = PostgresHealth.create({
      config: mockServices.rootConfig({
        data: {
          backend: {
            database: {
              client: 'pg',
              connection: {
                ...connection,
                password: connection.password,
                host: '127.0.0.1',
                port: (server.address() as net.AddressInfo).port,
              },
              pluginDivisionMode: 'schema',
              ensureSchemaExists: false,
              ensureExists: false,
            },
          },
        },
      }),
      lifecycle,
      logger,
    });
    expect(health.answered).toBe(true);
    const begin = Date.now();
    expect(await Promise.all([health.answers(), health.answers()])).toEqual([
      false,
      false,
    ]);
    expect(Date.now() - begin).toBeLessThan(5000);
    expect(health.answered).toBe(false);
    expect(logger.error).toHaveBeenCalledTimes(1);

    silent = false;
    expect(await health.answers()).toBe(true);
    expect(logger.info).toHaveBeenCalledWith('The database answers again');

    // A connection that is still being made is waited for.
    sockets.forEach(socket => socket.destroy());
    await Promise.all(
      lifecycle.addShutdownHook.mock.calls.map(([close]) => close()),
    );
    server.close();
  });
});
