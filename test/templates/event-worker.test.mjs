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

const require = createRequire(import.meta.url);
const { Client } = require('pg');
// What another service sends with, as docs/index.md of the rendered repository says.
const { PgBoss } = require(require.resolve('pg-boss', {
  paths: [require.resolve('@waymark-idp/plugin-conformity-backend')],
}));

describeTemplate('event-worker', {
  // What only time tells, or a component that does something that this one does not.
  notApplicable: [
    'batch-in-quiet-hours',
    'contract-first',
    'long-work-accepted',
    'no-claimed-twice',
    'no-unexplained-slowdown',
    'part-of-a-system',
    'requests-close-to-use',
    'template-version-recent',
  ],
  minTests: 20,
  benchmark: { unit: 'ms', below: 500 },
  inRepository(repository) {
    test('the build starts, works off what others send, and drains on SIGTERM without losing a message', async () => {
      const phrases = createServer(async (_request, response) => {
        await delay(150);
        response
          .setHeader('content-type', 'application/json')
          .end('{"text":"Hej"}');
      });
      phrases.listen(0, '127.0.0.1');
      await once(phrases, 'listening');
      const database = await startRepositoryDatabase(repository());
      const env = {
        PORT: '0',
        CONCURRENCY: '2',
        DATABASE_URL: database.url,
        PHRASES_URL: `http://127.0.0.1:${phrases.address().port}`,
      };
      const worker = start(
        process.execPath,
        ['--enable-source-maps', 'dist/main.js'],
        { cwd: repository(), env },
      );
      const client = new Client({ connectionString: database.url });
      const sender = new PgBoss({
        connectionString: database.url,
        schema: 'queue',
        supervise: false,
        schedule: false,
      });
      const rows = async sql => (await client.query(sql)).rows;
      const greeted = async () =>
        (await rows('SELECT text FROM greeting ORDER BY text')).map(
          row => row.text,
        );
      try {
        const { port } = JSON.parse(
          await until(
            () => /^.*"event":"worker\.started".*$/m.exec(worker.output())?.[0],
            worker,
          ),
        );
        const status = async path =>
          (await fetch(`http://127.0.0.1:${port}${path}`)).status;
        assert.deepEqual(
          [await status('/livez'), await status('/readyz')],
          [200, 200],
        );
        await client.connect();
        await run('npm', ['run', 'send', '--', 'Ada', 'sv'], {
          cwd: repository(),
          env,
        });
        await until(async () => (await greeted()).length === 1, worker);

        await sender.start();
        for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'a']) {
          await sender.send('messages', {
            id: `of-${name}`,
            type: 'person.arrived',
            data: { name, language: 'sv' },
          });
        }
        await until(async () => (await greeted()).length >= 2, worker);
        worker.child.kill('SIGTERM');
        assert.deepEqual(await worker.exited, { code: 0, signal: null });
        assert.match(
          worker.output(),
          /Every message in hand has been finished/,
        );
        const [{ done, left }] = await rows(
          `SELECT (SELECT count(*)::int FROM processed_message) AS done,
                  (SELECT count(*)::int FROM queue.job WHERE state < 'active') AS left`,
        );
        assert.equal((await greeted()).length, done, 'all of it or nothing');
        assert.ok(left > 0 && done > 1, `done ${done}, left ${left}`);

        // Whoever comes next does the rest, and nothing twice.
        const next = start(process.execPath, ['dist/main.js'], {
          cwd: repository(),
          env,
        });
        try {
          await until(async () => (await greeted()).length === 7, next);
          await until(
            async () =>
              (
                await rows(`SELECT 1 FROM queue.job WHERE state <> 'completed'`)
              ).length === 0,
            next,
          );
          next.child.kill('SIGTERM');
          assert.deepEqual(await next.exited, { code: 0, signal: null });
        } finally {
          next.end();
        }
        assert.deepEqual(
          await greeted(),
          ['Ada', 'a', 'b', 'c', 'd', 'e', 'f']
            .map(name => `Hej, ${name}!`)
            .sort(),
        );
      } finally {
        worker.end();
        await sender.stop({ graceful: false }).catch(() => undefined);
        await client.end().catch(() => undefined);
        await database.stop();
        phrases.closeAllConnections();
        phrases.close();
      }
    });
  },
});
