// Runs with `node --test "test/templates/*.test.mjs"`, Node 24 and the root node_modules.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { describeTemplate } from './describeTemplate.mjs';
import { run, start } from './repositoryCommands.mjs';
import { startRepositoryDatabase } from './repositoryDatabase.mjs';
import { until } from './until.mjs';

const { Client } = createRequire(import.meta.url)('pg');

describeTemplate('scheduled-job', {
  // What only time tells, what only a Deployment has, or a component that does something that this one does not.
  notApplicable: [
    'containers-restricted',
    'contract-first',
    'disruptions-budgeted',
    'long-work-accepted',
    'no-claimed-twice',
    'no-unexplained-slowdown',
    'non-production-sleeps',
    'part-of-a-system',
    'peaks-scheduled',
    'probed-by-the-platform',
    'requests-close-to-use',
    'resources-bounded',
    'runs-more-than-once',
    'scales-to-load',
    'template-version-recent',
  ],
  minTests: 20,
  benchmark: { unit: 'ms', below: 100 },
  inRepository(repository) {
    test('the build runs alone, stops on SIGTERM at a checkpoint, goes on there, and says how it ended', async () => {
      const asked = [];
      const phrases = createServer(async ({ url }, response) => {
        asked.push(url);
        await delay(50);
        response
          .setHeader('content-type', 'application/json')
          .end('{"text":"Hej"}');
      });
      phrases.listen(0, '127.0.0.1');
      await once(phrases, 'listening');
      const database = await startRepositoryDatabase(repository());
      const running = [];
      const startJob = env => {
        const job = start(
          process.execPath,
          ['--enable-source-maps', 'dist/main.js'],
          {
            cwd: repository(),
            env: {
              PORT: '0',
              BATCH_SIZE: '1',
              IGNORE_CALENDAR: 'true',
              DATABASE_URL: database.url,
              PHRASES_URL: `http://127.0.0.1:${phrases.address().port}`,
              ...env,
            },
          },
        );
        running.push(job);
        return job;
      };
      const resultOf = async job => {
        const { code } = await job.exited;
        const line = /^.*"event":"job\.finished".*$/m.exec(job.output());
        assert.ok(line, job.output());
        const { outcome, items, attempt } = JSON.parse(line[0]);
        return { code, outcome, items, attempt };
      };
      const client = new Client({ connectionString: database.url });
      try {
        // More than it can do before somebody else comes: the tables are there once anything has looked at them.
        await run('npm', ['run', 'runs'], {
          cwd: repository(),
          env: { DATABASE_URL: database.url },
        });
        await client.connect();
        await client.query(
          `INSERT INTO phrase (language) SELECT 'x' || n FROM generate_series(6, 200) AS n`,
        );
        const first = startJob();
        await until(() => asked.length > 0, first);
        assert.deepEqual(await resultOf(startJob()), {
          code: 0,
          outcome: 'nothing-to-do',
          items: { done: 0, failed: 0 },
          attempt: 0,
        });
        first.child.kill('SIGTERM');
        const stopped = await resultOf(first);
        assert.deepEqual(
          [stopped.code, stopped.outcome, stopped.attempt],
          [75, 'stopped', 1],
        );
        const { done } = stopped.items;
        assert.ok(done > 0 && done < 200, `it did ${done}`);

        assert.deepEqual(await resultOf(startJob({ BATCH_SIZE: '10' })), {
          code: 0,
          outcome: 'done',
          items: { done: 200, failed: 0 },
          attempt: 2,
        });
        assert.equal(asked.length, 200, 'nothing was asked for twice');
        const { rows } = await client.query(
          `SELECT outcome, attempt, done, failed, ended_at IS NOT NULL AS ended,
                  (SELECT count(*)::int FROM phrase WHERE text = 'Hej') AS written
           FROM job_run`,
        );
        assert.deepEqual(rows, [
          {
            outcome: 'done',
            attempt: 2,
            done: 200,
            failed: 0,
            ended: true,
            written: 200,
          },
        ]);

        // With its calendar, it refuses by day; by night, this night is done.
        const byCalendar = await resultOf(startJob({ IGNORE_CALENDAR: '' }));
        assert.ok(
          ['refused', 'nothing-to-do'].includes(byCalendar.outcome),
          byCalendar.outcome,
        );
        assert.equal(
          byCalendar.code,
          byCalendar.outcome === 'refused' ? 75 : 0,
        );
      } finally {
        for (const job of running) job.end();
        await client.end().catch(() => undefined);
        await database.stop();
        phrases.closeAllConnections();
        phrases.close();
      }
    });
  },
});
