import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { PhraseRefresh } from '../src/domain/phrase-refresh.ts';
import { PhrasesStub } from './support/phrases-stub.ts';
import { startJob, tomorrowNight } from './support/start-job.ts';
import { TestDatabase } from './support/test-database.ts';
import { until } from './support/until.ts';

const languages = ['de', 'en', 'es', 'fr', 'sv'];

test('PhraseRefresh has today’s phrase, or none', async () => {
  const refresh = new PhraseRefresh({ phrase: async (language) => ({ fr: ' Bonjour ' })[language] });
  assert.deepEqual(await refresh.refresh('fr'), { language: 'fr', text: 'Bonjour' });
  assert.deepEqual(await refresh.refresh('xx'), { language: 'xx', text: undefined });
});

describe('a run', { concurrency: true }, () => {
  let phrases: PhrasesStub;
  before(async () => {
    phrases = await PhrasesStub.start();
    phrases.phrase = (language) => `Hello in ${language}`;
  });
  after(() => phrases[Symbol.asyncDispose]());

  test('does everything once a night, and writes down how it ended', async () => {
    await using database = await TestDatabase.create();
    await using job = await startJob({ DATABASE_URL: database.url, PHRASES_URL: phrases.url });
    const result = await job.runOnce();
    assert.deepEqual(
      { ...result, duration_ms: 0 },
      { outcome: 'done', night: '2026-03-09', items: { done: 5, failed: 0 }, attempt: 1, duration_ms: 0 },
    );
    const stored = await database.rows('SELECT language, text FROM phrase ORDER BY language');
    assert.deepEqual(
      stored,
      languages.map((language) => ({ language, text: `Hello in ${language}` })),
    );
    const [row] = await database.rows('SELECT night::text, outcome, done, failed, ended_at FROM job_run');
    assert.deepEqual(
      { ...row, ended_at: undefined },
      { night: '2026-03-09', outcome: 'done', done: 5, failed: 0, ended_at: undefined },
    );
    assert.ok(row.ended_at);

    await using again = await startJob({ DATABASE_URL: database.url, PHRASES_URL: phrases.url });
    const { outcome, reason } = await again.runOnce();
    assert.deepEqual(
      { outcome, reason },
      { outcome: 'nothing-to-do', reason: 'the run of this night is done' },
    );
    await using next = await startJob(
      { DATABASE_URL: database.url, PHRASES_URL: phrases.url },
      { now: () => tomorrowNight },
    );
    assert.equal((await next.runOnce()).items.done, 5);
    assert.equal((await database.rows('SELECT * FROM job_run')).length, 2);
  });

  test('refuses outside of quiet hours, and stops when they end', async () => {
    await using database = await TestDatabase.create();
    const env = { DATABASE_URL: database.url, PHRASES_URL: phrases.url };
    const noon = new Date('2026-03-10T12:00:00Z');
    await using early = await startJob(env, { now: () => noon });
    assert.equal((await early.runOnce()).outcome, 'refused');
    assert.deepEqual(await database.rows('SELECT * FROM job_run'), []);

    const times = ['2026-03-10T05:58:00Z', '2026-03-10T05:59:00Z', '2026-03-10T05:59:59Z'];
    await using late = await startJob(env, { now: () => new Date(times.shift() ?? '2026-03-10T06:00:00Z') });
    const stopped = await late.runOnce();
    assert.equal(stopped.outcome, 'stopped');
    assert.equal(stopped.reason, 'outside of quiet hours');
    assert.ok(stopped.items.done < 5);

    await using whenever = await startJob({ ...env, IGNORE_CALENDAR: 'true' }, { now: () => noon });
    const done = await whenever.runOnce();
    assert.deepEqual([done.outcome, done.items.done, done.attempt], ['done', 5, 2]);
    assert.equal(done.night, '2026-03-10', 'it counts for the night that comes');
  });

  test('that is stopped, or has no time left, is gone on with where it was', async () => {
    await using database = await TestDatabase.create();
    await using own = await PhrasesStub.start();
    const asked: string[] = [];
    own.phrase = (language) => {
      asked.push(language);
      return language;
    };
    const env = { DATABASE_URL: database.url, PHRASES_URL: own.url };
    await using outOfTime = await startJob(env, { maxRunMs: 0 });
    const first = await outOfTime.runOnce();
    assert.deepEqual([first.outcome, first.reason], ['stopped', 'out of time']);

    own.delayMs = 50;
    await using told = await startJob(env);
    const stop = new AbortController();
    const running = told.runOnce(stop.signal);
    await until(() => asked.length > 0);
    stop.abort();
    const second = await running;
    assert.deepEqual([second.outcome, second.reason, second.attempt], ['stopped', 'told to', 2]);
    assert.ok(second.items.done > 0 && second.items.done < 5, 'the batch that it was at is done');
    const [row] = await database.rows('SELECT outcome, reason, cursor FROM job_run');
    assert.deepEqual(row, {
      outcome: 'stopped',
      reason: 'told to',
      cursor: languages[second.items.done - 1],
    });

    // The night after, still the same run.
    await using rest = await startJob(env, { now: () => tomorrowNight });
    const third = await rest.runOnce();
    assert.deepEqual([third.outcome, third.items.done, third.attempt], ['done', 5, 3]);
    assert.deepEqual(asked.sort(), languages, 'nothing was asked for twice');
    assert.equal((await database.rows('SELECT * FROM job_run')).length, 1);
  });

  test('is alone, and one that has been overtaken writes nothing any more', async () => {
    await using database = await TestDatabase.create();
    await using own = await PhrasesStub.start();
    const held = Promise.withResolvers<void>();
    own.held = held.promise;
    own.phrase = (language) => language;
    const env = { DATABASE_URL: database.url, PHRASES_URL: own.url };
    await using one = await startJob(env);
    const running = one.runOnce();
    await until(() => own.calls.length > 0);
    await using other = await startJob(env);
    const { outcome, reason } = await other.runOnce();
    assert.deepEqual({ outcome, reason }, { outcome: 'nothing-to-do', reason: 'another process is at it' });

    // Its connection breaks, and the lock goes with it: somebody else goes on.
    await database.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database =
       (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    await using successor = await startJob(env);
    own.held = Promise.resolve();
    const finished = await successor.runOnce();
    held.resolve();
    const overtaken = await running;
    assert.deepEqual(
      [overtaken.outcome, overtaken.reason],
      ['failed', 'Another process has gone on with this run'],
    );
    assert.deepEqual([finished.outcome, finished.items], ['done', { done: 5, failed: 0 }]);
    const [row] = await database.rows('SELECT outcome, done, attempt FROM job_run');
    assert.deepEqual(row, { outcome: 'done', done: 5, attempt: 2 });
  });

  test('answers probes as long as it runs', async () => {
    await using database = await TestDatabase.create();
    await using own = await PhrasesStub.start();
    own.delayMs = 150;
    await using job = await startJob({ DATABASE_URL: database.url, PHRASES_URL: own.url });
    const stop = new AbortController();
    const running = job.runOnce(stop.signal);
    await until(() => own.calls.length > 0);
    const status = async (path: string) => (await fetch(job.healthUrl + path)).status;
    assert.deepEqual([await status('/livez'), await status('/readyz'), await status('/')], [200, 200, 404]);
    stop.abort();
    assert.deepEqual([await status('/livez'), await status('/readyz')], [200, 503]);
    await running;
  });
});
