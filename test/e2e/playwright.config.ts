import { defineConfig } from '@playwright/test';

/** One portal, started for the run, and one browser: the story is told in order. */
export default defineConfig({
  testDir: '.',
  globalSetup: require.resolve('./startPortal'),
  outputDir: '../../test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  projects: [
    { name: 'as shipped', testIgnore: /badInput/ },
    // Last: it adds to the catalog, and takes the database away for a while.
    { name: 'bad input', testMatch: /badInput/ },
  ],
  use: {
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
