import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../../server/config.ts';

test('has defaults, reads the environment, and names every wrong setting at once', () => {
  expect(loadConfig({})).toMatchObject({ PORT: 8080, API_URL: '/api', APP_DIR: 'dist/app' });
  expect(loadConfig({}).TELEMETRY_URL, 'the page tells nobody anything').toBeUndefined();
  expect(loadConfig({ PORT: '' }).PORT, 'empty is not set').toBe(8080);
  expect(loadConfig({ PORT: '0', API_URL: 'https://api.example/v2' })).toMatchObject({
    PORT: 0,
    API_URL: 'https://api.example/v2',
  });
  const wrong = {
    PORT: '80 80',
    LOG_LEVEL: 'loud',
    API_URL: '//elsewhere.example',
    TELEMETRY_URL: 'collector',
  };
  expect(() => loadConfig(wrong)).toThrow(ConfigError);
  for (const name of Object.keys(wrong)) expect(() => loadConfig(wrong)).toThrow(`${name}: `);
});
