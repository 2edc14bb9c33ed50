import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { connect, createServer, AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyMigrations, DatabaseRepositoryClaimStore } from '../database';
import { MemoryRepositoryHost } from '../__testUtils__/MemoryRepositoryHost';
import { RepositoryClaims } from './RepositoryClaims';
import { RepositoryTarget } from './RepositoryTarget';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('RepositoryClaims', () => {
  let knex: Knex;
  let host: MemoryRepositoryHost;
  const running = new Set<string>();

  const create = (on: Knex = knex) =>
    RepositoryClaims.create({
      store: DatabaseRepositoryClaimStore.create(on),
      isTaskOver: async taskId => !running.has(taskId),
    });
  const target = (name: string, owner = 'sample'): RepositoryTarget => ({
    host: host.host,
    owner,
    name,
    repositoryHost: host,
    repoUrl: `${host.host}?owner=${owner}&repo=${name}`,
  });
  const row = (name: string) =>
    knex('repository_claim').where({ name }).first();

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    await applyMigrations({ getClient: async () => knex });
  });

  beforeEach(async () => {
    host = new MemoryRepositoryHost();
    running.clear();
    await knex('repository_claim').delete();
  });

  it('gives a name to one of many, whatever the case of its letters', async () => {
    const tasks = Array.from({ length: 20 }, (_, i) => `task-${i}`);
    tasks.forEach(task => running.add(task));
    const results = await Promise.allSettled(
      tasks.map((task, i) =>
        create().acquire(target('orders', i % 2 ? 'Sample' : 'sample'), task),
      ),
    );
    expect(results.filter(r => r.status === 'fulfilled')).toHaveLength(1);
    const reasons = results.flatMap(r =>
      r.status === 'rejected' ? [r.reason] : [],
    );
    for (const reason of reasons) {
      expect(reason).toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining(
          'is being used by another creation right now',
        ),
      });
    }
    await expect(knex('repository_claim')).resolves.toHaveLength(1);
  });

  it('makes anew what an attempt of the same task had left unfinished', async () => {
    const claims = create();
    await claims.acquire(target('orders'), 'task');
    host.repositories.add('sample/orders');
    // Killed here: after the host had made it, before we knew.
    await expect(create().acquire(target('orders'), 'task')).resolves.toBe(
      undefined,
    );
    expect(host.deleted).toEqual(['sample/orders']);
    await expect(row('orders')).resolves.toMatchObject({ state: 'creating' });
  });

  it('does not publish twice what the same task had finished', async () => {
    const claims = create();
    const published = {
      ...host.urls(target('orders'), 'main'),
      commitHash: 'c',
    };
    await claims.acquire(target('orders'), 'task');
    host.repositories.add('sample/orders');
    await claims.published(target('orders'), 'task', published);
    await expect(create().acquire(target('orders'), 'task')).resolves.toEqual(
      published,
    );
    expect(host.deleted).toEqual([]);
  });

  it('takes a claim from no task that may still use it, and from the others once', async () => {
    await create().acquire(target('orders'), 'old');
    running.add('old');
    await expect(create().acquire(target('orders'), 'new')).rejects.toThrow(
      /being used/,
    );
    running.delete('old');
    const results = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map(task => {
        running.add(task);
        return create().acquire(target('orders'), task);
      }),
    );
    expect(results.filter(r => r.status === 'fulfilled')).toHaveLength(1);
    // The old task, should it wake up, may not say that it has published.
    await expect(
      create().published(
        target('orders'),
        'old',
        host.urls(target('orders'), 'main'),
      ),
    ).rejects.toThrow(/being used/);
  });

  it('keeps no claim on a name that a repository has', async () => {
    host.repositories.add('sample/orders');
    await expect(create().acquire(target('orders'), 'task')).rejects.toThrow(
      /exists already/,
    );
    await expect(row('orders')).resolves.toBeUndefined();
    expect(host.deleted).toEqual([]);
  });

  it('remembers a repository although the database is gone for a while', async () => {
    const { connection } = knex.client.config;
    const sockets = new Set<Socket>();
    let down = false;
    const upstream = new URL(
      process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING!,
    );
    const proxy = createServer(socket => {
      if (down) {
        socket.destroy();
        return;
      }
      const other = connect(Number(upstream.port || 5432), upstream.hostname);
      for (const end of [socket, other]) {
        sockets.add(end);
        end.on('error', () => {});
        end.on('close', () => sockets.delete(end));
      }
      socket.pipe(other).pipe(socket);
    });
    await new Promise<void>(done => proxy.listen(0, '127.0.0.1', done));
    const through = createKnex({
      client: 'pg',
      connection: {
        user: decodeURIComponent(upstream.username),
        password: decodeURIComponent(upstream.password),
        database: connection.database,
        host: '127.0.0.1',
        port: (proxy.address() as AddressInfo).port,
      },
      pool: { min: 0, max: 2 },
    });
    try {
      const claims = create(through);
      await claims.acquire(target('orders'), 'task');
      down = true;
      sockets.forEach(socket => socket.destroy());
      const done = claims.published(
        target('orders'),
        'task',
        host.urls(target('orders'), 'main'),
      );
      await sleep(2_000);
      await expect(row('orders')).resolves.toMatchObject({ state: 'creating' });
      down = false;
      await done;
      await expect(row('orders')).resolves.toMatchObject({
        state: 'published',
      });
    } finally {
      await through.destroy();
      sockets.forEach(socket => socket.destroy());
      await new Promise(done => proxy.close(done));
    }
  });
});
