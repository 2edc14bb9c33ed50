import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, test } from 'node:test';
import { loadResilienceMatrix } from '../src/outbound/resilience-matrix.ts';
import { type Behaviour, PhrasesStub } from './support/phrases-stub.ts';
import { arrival, type RunningWorker, results, startWorker } from './support/start-worker.ts';
import { TestDatabase } from './support/test-database.ts';
import { until } from './support/until.ts';

const matrix = loadResilienceMatrix();

type Scenario = (test: (name: string, play: () => Promise<void>) => void) => void;

/** One for each row of resilience.yaml. */
const scenarios: Record<string, Scenario> = {
  phrases: (play) => {
    const failures: (Exclude<Behaviour, 'answers'> | 'is-not-there')[] = [
      'is-not-there',
      'is-overloaded',
      'never-answers',
      'talks-nonsense',
    ];
    for (const failure of failures) {
      play(`${failure}: tried again later, left alone for a while, and nothing is lost`, async () => {
        await using database = await TestDatabase.create();
        await using stub = await PhrasesStub.start();
        const url = stub.url;
        if (failure === 'is-not-there') await stub[Symbol.asyncDispose]();
        else stub.behaviour = failure;
        await using worker = await startWorker(
          { DATABASE_URL: database.url, PHRASES_URL: url, CONCURRENCY: '2' },
          matrix,
        );
        await worker.queue.send(Array.from({ length: 20 }, (_, index) => arrival(`Ada ${index}`)));
        await until(() => worker.lines.some((line) => line.reason === 'circuit-open'));
        await stillWell(worker);
        const handled = results(worker);
        assert.ok(
          handled.length <= 8,
          `${handled.length} were tried in vain, where the queue could have kept them`,
        );
        assert.ok(handled.every((result) => result === 'failed'));
        const [row] = await database.rows(`SELECT count(*)::int FROM queue.job WHERE state < 'completed'`);
        assert.equal(row.count, 20);
      });
    }
    play('becomes a dead letter after the last attempt, each later than the one before', async () => {
      await using database = await TestDatabase.create();
      await using stub = await PhrasesStub.start();
      stub.behaviour = 'talks-nonsense';
      const env = { DATABASE_URL: database.url, PHRASES_URL: stub.url, RETRY_LIMIT: '2' };
      await using worker = await startWorker(env, matrix);
      await worker.queue.send([arrival('Ada')]);
      await until(() => results(worker).length === 3);
      assert.deepEqual(results(worker), ['failed', 'failed', 'given-up']);
      const [first = 0, second = 0, third = 0] = worker.lines
        .filter((line) => line.event === 'message.handled')
        .map((line) => Date.parse(String(line.time)));
      // One to two seconds, then two to four; the clock of the log is not that of the queue.
      assert.ok(second - first > 500 && third - second > 1_500, String([first, second, third]));
      assert.equal((await worker.queue.state()).deadLetters, 1);

      stub.behaviour = 'answers';
      assert.equal(await worker.queue.redrive(10), 1);
      await until(() => results(worker).at(-1) === 'processed');
      assert.equal((await worker.queue.state()).deadLetters, 0);
    });
  },

  database: (play) => {
    for (const failure of ['is-cut-off', 'never-answers'] as const) {
      play(`${failure}: the worker waits, and goes on when it is back`, async () => {
        await using database = await TestDatabase.create();
        await using phrases = await PhrasesStub.start();
        await using way = await Way.to(database.url);
        await using worker = await startWorker({ DATABASE_URL: way.url, PHRASES_URL: phrases.url }, matrix);
        await worker.queue.send([arrival('Ada')]);
        await until(() => results(worker).includes('processed'));

        way.behave(failure);
        await until(() => worker.lines.some((line) => line.event === 'queue.not-reached'));
        await stillWell(worker);
        way.behave('open');
        await database.rows(
          `INSERT INTO queue.job (name, data, retry_limit, retry_delay, expire_seconds, keep_until)
           VALUES ('messages', $1, 2, 1, 60, now() + interval '1 day')`,
          [arrival('Grace')],
        );
        await until(() => results(worker).filter((result) => result === 'processed').length === 2);
      });
    }
  },
};

/** Whatever fails: the process is not restarted for it. */
async function stillWell(worker: RunningWorker): Promise<void> {
  for (const path of ['/livez', '/readyz'])
    assert.equal((await fetch(worker.healthUrl + path)).status, 200, path);
}

/** A way to the database that can be closed, or swallow what it is given. */
class Way implements AsyncDisposable {
  readonly url: string;
  readonly #sockets = new Set<Socket>();
  readonly #server: ReturnType<typeof createServer>;
  #behaviour: 'open' | 'is-cut-off' | 'never-answers' = 'open';

  static async to(url: string): Promise<Way> {
    const { hostname, port } = new URL(url);
    const way = new Way(url, (socket) => {
      const target = connect(Number(port || 5432), hostname);
      for (const [from, onto] of [
        [socket, target],
        [target, socket],
      ] as const) {
        way.#sockets.add(from);
        from.on('error', () => onto.destroy()).on('close', () => onto.destroy());
        from.on('data', (data) => {
          if (way.#behaviour === 'open') onto.write(data);
        });
      }
      if (way.#behaviour === 'is-cut-off') socket.destroy();
    });
    return way.#listen(url);
  }

  private constructor(url: string, onConnection: (socket: Socket) => void) {
    this.url = url;
    this.#server = createServer(onConnection);
  }

  async #listen(url: string): Promise<Way> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const own = new URL(url);
    own.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return Object.assign(this, { url: own.href });
  }

  behave(behaviour: 'open' | 'is-cut-off' | 'never-answers'): void {
    this.#behaviour = behaviour;
    // What has been swallowed is not made up for: those connections are of no use any more.
    if (behaviour !== 'never-answers') for (const socket of this.#sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

test('every row has a scenario, and every scenario a row', () => {
  assert.deepEqual(Object.keys(scenarios).sort(), matrix.all.map((row) => row.name).sort());
});

describe('resilience', { concurrency: true }, () => {
  for (const row of matrix.all) {
    describe(`${row.name}: ${row.userImpact}`, { concurrency: true }, () => {
      scenarios[row.name]?.((name, play) => test(name, play));
    });
  }
});
