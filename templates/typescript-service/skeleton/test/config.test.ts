import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, loadConfig } from '../src/config.ts';

test('has defaults, reads the environment, and names every wrong setting at once', () => {
  assert.equal(loadConfig({}).PORT, 8080);
  assert.equal(loadConfig({ PORT: '' }).PORT, 8080, 'empty is not set');
  assert.equal(loadConfig({ PORT: '0', LOG_LEVEL: 'warn' }).LOG_LEVEL, 'warn');
  assert.throws(
    () => loadConfig({ PORT: '80 80', LOG_LEVEL: 'loud', PHRASES_URL: 'ftp://phrases' }),
    (error) =>
      error instanceof ConfigError &&
      ['PORT', 'LOG_LEVEL', 'PHRASES_URL'].every((name) => error.message.includes(`${name}: `)),
  );
});
