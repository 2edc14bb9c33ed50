import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, loadConfig } from '../src/config.ts';

test('has defaults, reads the environment, and names every wrong setting at once', () => {
  const DATABASE_URL = 'postgres://user:secret@database/job';
  assert.equal(loadConfig({ DATABASE_URL }).IGNORE_CALENDAR, false);
  assert.equal(loadConfig({ DATABASE_URL, IGNORE_CALENDAR: 'true', PORT: '' }).IGNORE_CALENDAR, true);
  assert.throws(
    () => loadConfig({ PORT: '80 80', BATCH_SIZE: '0', DATABASE_URL: 'mysql://user:secret@database' }),
    (error) =>
      error instanceof ConfigError &&
      ['PORT', 'BATCH_SIZE', 'DATABASE_URL'].every((name) => error.message.includes(`${name}: `)) &&
      !error.message.includes('secret'),
  );
  assert.throws(() => loadConfig({}), /DATABASE_URL: /);
});
