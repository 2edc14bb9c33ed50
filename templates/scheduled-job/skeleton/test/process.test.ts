import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { assertKeepsContract } from './support/contract-checker.ts';
import { PhrasesStub } from './support/phrases-stub.ts';
import { TestDatabase } from './support/test-database.ts';
import { until } from './support/until.ts';

const signals = process.platform === 'win32' ? 'Windows has no SIGTERM to send' : false;

/** The job as a process of its own. */
function start(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', IGNORE_CALENDAR: 'true', BATCH_SIZE: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = text(child.stdout);
  const errors = text(child.stderr);
  return {
    child,
    ended: async () => {
      const [code] = (await once(child, 'exit')) as [number | null];
      const lines = (await output).trim().split('\n').filter(Boolean);
      const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      return { code, events, errors: await errors };
    },
  };
}

test('exit codes: 0 done, 75 come again after SIGTERM, 1 where it cannot even start', {
  skip: signals,
}, async () => {
  await using database = await TestDatabase.create();
  await using phrases = await PhrasesStub.start();
  phrases.delayMs = 150;
  phrases.phrase = (language) => language;
  const env = { DATABASE_URL: database.url, PHRASES_URL: phrases.url };

  const first = start(env);
  const end = first.ended();
  await until(() => phrases.calls.length > 0);
  first.child.kill('SIGTERM');
  const stopped = await end;
  assert.equal(stopped.code, 75);
  const result = stopped.events.at(-1);
  assertKeepsContract(result);
  assert.ok(result);
  assert.deepEqual([result.outcome, result.reason], ['stopped', 'told to']);
  const { done: before, failed } = result.items as { done: number; failed: number };
  assert.ok(before > 0 && before < 5 && failed === 0, JSON.stringify(result));

  phrases.delayMs = 0;
  const done = await start(env).ended();
  assert.equal(done.code, 0);
  assert.deepEqual(done.events.at(-1)?.items, { done: 5, failed: 0 });
  assert.equal((await start(env).ended()).code, 0, 'nothing to do');

  const wrong = await start({ ...env, PHRASES_URL: 'nowhere' }).ended();
  assert.equal(wrong.code, 1);
  assert.match(wrong.errors, /"event":"job.not-started".*PHRASES_URL/);
});

test('what does not stop in time is cut off at its checkpoint', { skip: signals }, async () => {
  await using database = await TestDatabase.create();
  await using phrases = await PhrasesStub.start();
  phrases.behaviour = 'never-answers';
  const env = { DATABASE_URL: database.url, PHRASES_URL: phrases.url, SHUTDOWN_DEADLINE_MS: '30' };
  const job = start(env);
  const end = job.ended();
  await until(() => phrases.calls.length > 0);
  job.child.kill('SIGTERM');
  const { code, events } = await end;
  assert.equal(code, 75);
  assert.equal(events.at(-1)?.event, 'job.cut-off');
  const [row] = await database.rows('SELECT outcome, cursor FROM job_run');
  assert.deepEqual(row, { outcome: null, cursor: null });
});
