import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadResilienceMatrix } from '../src/outbound/resilience-matrix.ts';
import { type Behaviour, PhrasesStub } from './support/phrases-stub.ts';
import { startJob } from './support/start-job.ts';
import { TestDatabase } from './support/test-database.ts';

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
      play(`${failure}: what is stored stays, the run stops, and is gone on with`, async () => {
        await using database = await TestDatabase.create();
        await using stub = await PhrasesStub.start();
        await using well = await PhrasesStub.start();
        well.phrase = (language) => `Hello in ${language}`;
        const url = stub.url;
        if (failure === 'is-not-there') await stub[Symbol.asyncDispose]();
        else stub.behaviour = failure;

        await using job = await startJob(
          { DATABASE_URL: database.url, PHRASES_URL: url, BATCH_SIZE: '1' },
          { matrix },
        );
        await database.rows(`UPDATE phrase SET text = 'yesterday'`);
        await database.rows(
          `INSERT INTO phrase (language, text) SELECT 'x' || n, 'yesterday' FROM generate_series(1, 20) AS n`,
        );
        const stopped = await job.runOnce();
        assert.equal(stopped.outcome, 'stopped');
        assert.match(String(stopped.reason), /left alone/);
        assert.equal(stopped.items.done, 0);
        assert.ok(stopped.items.failed < 20, 'it did not fail on all of them');
        const [kept] = await database.rows(`SELECT count(*)::int FROM phrase WHERE text = 'yesterday'`);
        assert.equal(kept.count, 25);

        await using next = await startJob({ DATABASE_URL: database.url, PHRASES_URL: well.url });
        const done = await next.runOnce();
        assert.equal(done.outcome, 'done');
        assert.equal(done.items.done + done.items.failed, 25);
      });
    }
    play('one item that fails does not hold up the others', async () => {
      await using database = await TestDatabase.create();
      await using stub = await PhrasesStub.start();
      stub.phrase = (language) => (language === 'es' ? '' : language);
      await using job = await startJob({ DATABASE_URL: database.url, PHRASES_URL: stub.url });
      const { outcome, items } = await job.runOnce();
      assert.deepEqual({ outcome, items }, { outcome: 'done', items: { done: 4, failed: 1 } });
      assert.equal(job.lines.filter((line) => line.event === 'job.item-failed').length, 1);
    });
  },

  database: (play) => {
    play('goes away in the middle: the run fails, and is gone on with at its checkpoint', async () => {
      await using database = await TestDatabase.create();
      await using stub = await PhrasesStub.start();
      stub.phrase = (language) => language;
      await using job = await startJob({ DATABASE_URL: database.url, PHRASES_URL: stub.url });
      // The connection is cut off at the second batch of two.
      await database.rows(`
        CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NEW; END $$;
        CREATE TRIGGER cut_off BEFORE UPDATE ON phrase FOR EACH ROW WHEN (NEW.language = 'fr')
        EXECUTE FUNCTION cut_off()`);
      const failed = await job.runOnce();
      assert.deepEqual([failed.outcome, failed.items], ['failed', { done: 2, failed: 0 }]);
      const [row] = await database.rows('SELECT outcome, cursor, done FROM job_run');
      assert.deepEqual(row, { outcome: 'failed', cursor: 'en', done: 2 }, 'written down all the same');

      await database.rows('DROP TRIGGER cut_off ON phrase');
      await using next = await startJob({ DATABASE_URL: database.url, PHRASES_URL: stub.url });
      const done = await next.runOnce();
      assert.deepEqual([done.outcome, done.items.done, done.attempt], ['done', 5, 2]);
    });
    play('is not there at the start: the run fails, and says so', async () => {
      await using database = await TestDatabase.create();
      const job = await startJob({ DATABASE_URL: database.url });
      await job.database.close();
      const { outcome, attempt } = await job.runOnce();
      assert.deepEqual({ outcome, attempt }, { outcome: 'failed', attempt: 0 });
      await job.close().catch(() => undefined);
    });
  },
};

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
