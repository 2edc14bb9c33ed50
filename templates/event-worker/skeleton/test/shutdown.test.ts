import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { PhrasesStub } from './support/phrases-stub.ts';
import { arrival, startWorker } from './support/start-worker.ts';
import { TestDatabase } from './support/test-database.ts';
import { until } from './support/until.ts';

const signals = process.platform === 'win32' ? 'Windows has no SIGTERM to send' : false;

/** The worker as a process of its own. */
async function startProcess(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', RETRY_DELAY_SECONDS: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[code: number | null]>;
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as { event: string; port: number };
    if (event.event === 'worker.started') {
      child.stdout.resume();
      return { child, exited, url: `http://127.0.0.1:${event.port}` };
    }
  }
  throw new Error('It ended before it started');
}

/** Puts messages into the queue, and takes none. */
async function send(database: TestDatabase, count: number): Promise<void> {
  await using sender = await startWorker({ DATABASE_URL: database.url });
  await sender.consumer.stop(1_000);
  await sender.queue.send(Array.from({ length: count }, (_, index) => arrival(`Ada ${index}`)));
}

const stateOf = async (database: TestDatabase): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await database.rows('SELECT state, count(*)::int FROM queue.job GROUP BY state')).map((row) => [
      row.state,
      row.count,
    ]),
  );

test('SIGTERM: what is in hand is finished, the rest stays in the queue, exit code 0', {
  skip: signals,
}, async () => {
  await using database = await TestDatabase.create();
  await using phrases = await PhrasesStub.start();
  const held = Promise.withResolvers<void>();
  phrases.held = held.promise;
  await send(database, 10);
  const env = { DATABASE_URL: database.url, PHRASES_URL: phrases.url, CONCURRENCY: '3' };
  const { child, exited, url } = await startProcess(env);
  try {
    await until(() => phrases.calls.length >= 3);
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    child.kill('SIGTERM');
    await until(async () => (await fetch(`${url}/readyz`)).status === 503);
    assert.equal((await fetch(`${url}/livez`)).status, 200);
    held.resolve();
    assert.equal((await exited)[0], 0);
    // A machine that has much to do may miss a limit of the matrix: then it is to be tried again.
    const { completed = 0, retry = 0, created } = await stateOf(database);
    assert.deepEqual([completed + retry, created], [3, 7]);
    assert.equal((await database.rows('SELECT * FROM greeting')).length, completed);
  } finally {
    child.kill('SIGKILL');
  }
});

test('a deadline that passes ends the process with code 1, and the messages are back in the queue', {
  skip: signals,
}, async () => {
  await using database = await TestDatabase.create();
  await using phrases = await PhrasesStub.start();
  phrases.behaviour = 'never-answers';
  await send(database, 2);
  const env = { DATABASE_URL: database.url, PHRASES_URL: phrases.url, SHUTDOWN_DEADLINE_MS: '50' };
  const { child, exited } = await startProcess(env);
  try {
    await until(() => phrases.calls.length >= 2);
    child.kill('SIGTERM');
    assert.equal((await exited)[0], 1);
    assert.deepEqual(await stateOf(database), { retry: 2 });

    phrases.behaviour = 'answers';
    await using successor = await startWorker({ DATABASE_URL: database.url, PHRASES_URL: phrases.url });
    await until(async () => (await stateOf(database)).completed === 2);
    assert.equal((await successor.queue.state()).depth, 0);
    assert.equal((await database.rows('SELECT * FROM greeting')).length, 2);
  } finally {
    child.kill('SIGKILL');
  }
});
