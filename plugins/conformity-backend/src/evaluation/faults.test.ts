import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { DatabaseProxy } from '../__testUtils__/DatabaseProxy';
import { eventually } from '../__testUtils__/TestPortal';
import { noticed, TestWorker } from '../__testUtils__/TestWorker';
import { WorkerChild } from '../__testUtils__/WorkerChild';
import { DatabaseWantedStore } from '../database/DatabaseWantedStore';
import { migrationsDirectory } from '../database/migrate';
import { unpackOutcomes } from '../database/packedOutcomes';

jest.setTimeout(120_000);

const LEASE_SECONDS = 2;
const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('a worker', () => {
  let knex: Knex;
  const children: WorkerChild[] = [];
  const workers: TestWorker[] = [];

  beforeEach(async () => {
    knex = await databases.init('POSTGRES_18');
    await knex.migrate.latest({ directory: migrationsDirectory });
  });

  afterEach(async () => {
    await Promise.all(workers.splice(0).map(worker => worker.stop()));
    await Promise.all(children.splice(0).map(child => child.kill()));
  });

  const startChild = async (commit: string) => {
    const { connection } = knex.client.config;
    const child = await WorkerChild.start({
      // The password does not show itself.
      connection: { ...connection, password: connection.password },
      commit,
      leaseSeconds: LEASE_SECONDS,
    });
    children.push(child);
    return child;
  };

  /** As another replica has it: what the first one left is asked for again. */
  const sweep = async () => {
    await workers[0].requests.forDue();
  };

  const startWorker = async (commit: string) => {
    const worker = await TestWorker.start({
      knex,
      leaseSeconds: LEASE_SECONDS,
      logger: mockServices.logger.mock(),
      read: async () => ({ commit, files: { 'README.md': commit } }),
    });
    workers.push(worker);
    return worker;
  };

  const rows = async () =>
    (await knex('component_state').orderBy('entity_ref')).map(
      unpackOutcomes,
    ) as any[];

  it('that is killed loses nothing, and has nothing evaluated twice', async () => {
    const child = await startChild('first');
    const names = Array.from({ length: 120 }, (_, i) => `c${i}`);
    const wanted = DatabaseWantedStore.create({ knex });
    await wanted.notice(knex, names.map(noticed));
    const seen = child.says(/read c\d+/, 25);
    const { requests } = await startLooker();
    await requests.forDue();
    await seen;
    await child.kill();
    const before = await rows();
    const done = before.filter(row => row.evaluated_at);

    await startWorker('second');
    await eventually(async () => {
      await sweep();
      expect((await rows()).every(row => row.evaluated_at)).toBe(true);
    });
    const after = new Map((await rows()).map(row => [row.entity_ref, row]));
    for (const row of done) {
      expect(after.get(row.entity_ref)).toMatchObject({
        attempt: row.attempt,
        commit: 'first',
      });
    }
    for (const row of after.values()) {
      expect(row).toMatchObject({ lost_attempts: 0, leased_until: null });
      expect(row.attempt).toBeLessThanOrEqual(2);
    }
    expect(await knex('outcome_change')).toEqual([]);
  });

  it('that was stopped past its lease writes nothing when it goes on', async () => {
    const child = await startChild('stale');
    const wanted = DatabaseWantedStore.create({ knex });
    await wanted.notice(knex, [noticed('hang-1')]);
    const seen = child.says(/read hang-1/);
    await (await startLooker()).requests.forDue();
    await seen;
    child.signal('SIGSTOP');

    await startWorker('fresh');
    await eventually(async () => {
      await sweep();
      expect((await rows())[0]).toMatchObject({ commit: 'fresh', attempt: 2 });
    });
    const late = child.says(/came too late: another one has begun/);
    child.signal('SIGCONT');
    await late;
    expect((await rows())[0]).toMatchObject({
      commit: 'fresh',
      attempt: 2,
      passed: 1,
    });
    expect(await knex('outcome_change')).toEqual([]);
  });

  it.each([
    ['is killed', 'bomb', /ready/],
    ['runs out of memory', 'flood', /JavaScript heap out of memory/],
  ])(
    'that %s over one component twice leaves it alone, and does the others',
    async (_, cause, says) => {
      const wanted = DatabaseWantedStore.create({ knex });
      const names = ['a', 'b', cause, 'y', 'z'];
      await wanted.notice(knex, names.map(noticed));
      await startLooker();
      for (let deaths = 1; deaths <= 2; deaths++) {
        const child = await startChild('x');
        await eventually(async () => {
          await sweep();
          expect(child.isDead()).toBe(true);
        });
        await child.says(says);
      }
      await startChild('x');
      await eventually(async () => {
        await sweep();
        expect((await rows()).every(row => row.evaluated_at)).toBe(true);
      });
      const [a, b, dead, y, z] = await rows();
      expect(dead).toMatchObject({
        commit: null,
        error: 1,
        passed: 0,
        lost_attempts: 0,
        stale_reason: expect.stringContaining(
          '2 attempts ended without a result',
        ),
        outcomes: [expect.objectContaining({ state: 'error' })],
      });
      const minutes = (dead.retry_at.getTime() - Date.now()) / 60_000;
      expect(minutes).toBeGreaterThan(58);
      expect(minutes).toBeLessThan(61);
      for (const row of [a, b, y, z]) {
        expect(row).toMatchObject({ passed: 1, error: 0, stale_since: null });
      }
    },
  );

  it('whose database restarts goes on, and loses nothing', async () => {
    const { connection } = knex.client.config;
    const proxy = await DatabaseProxy.start(connection);
    const through = createKnex({
      client: 'pg',
      connection: {
        ...connection,
        password: connection.password,
        host: '127.0.0.1',
        port: proxy.port,
      },
      pool: { min: 0, max: 5 },
      // That it is away is what this is about.
      log: { warn: () => {}, error: () => {} },
    });
    let reads = 0;
    const worker = await TestWorker.start({
      knex: through,
      leaseSeconds: LEASE_SECONDS,
      logger: mockServices.logger.mock(),
      read: async () => {
        reads += 1;
        await new Promise(resolve => setTimeout(resolve, 30));
        return { commit: 'x', files: { 'README.md': 'x' } };
      },
    });
    workers.push(worker);
    const wanted = DatabaseWantedStore.create({ knex });
    const names = Array.from({ length: 80 }, (_, i) => `c${i}`);
    await wanted.notice(knex, names.map(noticed));
    await worker.requests.forDue();
    await eventually(async () => expect(reads).toBeGreaterThan(10));
    proxy.refuseFor(1500);
    await eventually(async () => {
      await worker.requests.forDue().catch(() => {});
      expect((await rows()).every(row => row.evaluated_at)).toBe(true);
    });
    for (const row of await rows()) {
      expect(row).toMatchObject({ commit: 'x', passed: 1, stale_since: null });
    }
    expect(await knex('outcome_change')).toEqual([]);
    expect(
      await knex('outcome_count').where({ state: 'passed' }).first(),
    ).toMatchObject({ components: 80 });
    await workers.pop()!.stop();
    await through.destroy();
    await proxy.stop();
  });

  it('beside another one evaluates each component once', async () => {
    const reads: string[] = [];
    const start = async () => {
      const worker = await TestWorker.start({
        knex,
        leaseSeconds: 30,
        logger: mockServices.logger.mock(),
        read: async name => {
          reads.push(name);
          await new Promise(resolve => setTimeout(resolve, 2));
          return { commit: 'x', files: { 'README.md': 'x' } };
        },
      });
      workers.push(worker);
      return worker;
    };
    const [one, two] = [await start(), await start()];
    const names = Array.from({ length: 300 }, (_, i) => `c${i}`);
    await one.wanted.notice(knex, names.map(noticed));
    // Enqueued four times, in two orders.
    await Promise.all([
      one.requests.forDue(),
      two.requests.forDue(),
      one.requests.forComponents(
        names.slice(100).map(name => noticed(name).entityRef),
      ),
      two.requests.forDue(),
    ]);
    await eventually(async () =>
      expect(
        (await rows()).every(row => row.evaluated_at >= row.wanted_at),
      ).toBe(true),
    );
    expect(new Set(reads.slice(0, 300)).size).toBeGreaterThan(200);
    // At most what was wanted again while it was being read.
    expect(reads.length).toBeLessThanOrEqual(500);
    for (const row of await rows()) {
      expect(row.attempt).toBeLessThanOrEqual(2);
      expect(row.lost_attempts).toBe(0);
    }
  });

  /** Asks for evaluations, and does none. */
  async function startLooker() {
    const looker = await TestWorker.start({
      knex,
      leaseSeconds: LEASE_SECONDS,
      logger: mockServices.logger.mock(),
      read: async () => ({ commit: 'unused', files: {} }),
      idle: true,
    });
    workers.unshift(looker);
    return looker;
  }
});
