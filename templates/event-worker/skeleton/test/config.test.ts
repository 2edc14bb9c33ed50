import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, loadConfig } from '../src/config.ts';

test('has defaults, reads the environment, and names every wrong setting at once', () => {
  const DATABASE_URL = 'postgres://user:secret@database/worker';
  assert.equal(loadConfig({ DATABASE_URL }).CONCURRENCY, 8);
  assert.equal(loadConfig({ DATABASE_URL, PORT: '' }).PORT, 8080, 'empty is not set');
  assert.throws(
    () => loadConfig({ PORT: '80 80', CONCURRENCY: '0', DATABASE_URL: 'mysql://user:secret@database' }),
    (error) =>
      error instanceof ConfigError &&
      ['PORT', 'CONCURRENCY', 'DATABASE_URL'].every((name) => error.message.includes(`${name}: `)) &&
      !error.message.includes('secret'),
  );
  assert.throws(() => loadConfig({}), /DATABASE_URL: /);
});
