import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { findBrowser } from '../browser';
import { npmEnvironment } from '../npm';
import { rootDir } from '../settings';

interface Suite {
  name: string;
  what: string;
  run(): Promise<void>;
}

const TEMPLATE_CASES = path.join(rootDir, 'test/templates/runner/main.mjs');

const SUITES: Suite[] = [
  {
    name: 'lint',
    what: 'Lint and formatting',
    async run() {
      await node('@backstage/cli/bin/backstage-cli', [
        'repo',
        'lint',
        '--max-warnings',
        '0',
      ]);
      await node('prettier/bin-prettier', [
        '--check',
        '--loglevel',
        'warn',
        '.',
      ]);
    },
  },
  {
    name: 'types',
    what: 'Types',
    run: () => node('typescript/bin/tsc', ['--incremental', 'false']),
  },
  {
    name: 'unit',
    what: 'Unit and integration tests',
    run: () =>
      node(
        '@backstage/cli/bin/backstage-cli',
        ['repo', 'test', '--watchAll=false'],
        {
          NODE_ENV: 'test',
        },
      ),
  },
  {
    name: 'templates',
    what: 'What the templates create',
    async run() {
      const env = await npmEnvironment(path.join(rootDir, '.waymark'));
      const tests = path.join(rootDir, 'test/templates/*.test.mjs');
      await run(
        process.execPath,
        ['--test', '--test-reporter=spec', tests],
        env,
      );
      await run(process.execPath, [TEMPLATE_CASES], env);
    },
  },
  {
    name: 'e2e',
    what: 'The story in a browser',
    async run() {
      const browser = await findBrowser(path.join(rootDir, '.waymark'));
      await node('@playwright/test/cli', ['test', '--config', 'test/e2e'], {
        ...browser.env,
        CHROMIUM_PATH: browser.executablePath,
      });
    },
  },
];

/**
 * `npm test`: every suite, or those that are named. One that cannot run is one
 * that failed.
 */
export async function test(names: string[]): Promise<number> {
  const unknown = names.find(
    name => !SUITES.some(suite => suite.name === name),
  );
  if (unknown) {
    throw new Error(
      `There is no suite "${unknown}". There are ${SUITES.map(
        suite => suite.name,
      ).join(', ')}.`,
    );
  }
  const chosen = SUITES.filter(
    suite => names.length === 0 || names.includes(suite.name),
  );
  const failures: string[] = [];
  const report: string[] = [];
  for (const suite of chosen) {
    process.stdout.write(`\n━━ ${suite.what}\n`);
    const began = Date.now();
    let verdict = 'passed';
    try {
      await suite.run();
    } catch (error) {
      verdict = `FAILED: ${(error as Error).message}`;
      failures.push(suite.name);
    }
    const seconds = Math.round((Date.now() - began) / 1000);
    report.push(
      `${suite.name.padEnd(10)} ${String(seconds).padStart(4)} s  ${verdict}`,
    );
  }
  process.stdout.write(`\n━━ Summary\n${report.join('\n')}\n\n`);
  process.stdout.write(
    `${chosen.length - failures.length} passed, ${failures.length} failed\n`,
  );
  return failures.length > 0 ? 1 : 0;
}

/** `yarn templates:test [name…] [--watch]`: the cases of the templates alone. */
export async function testTemplates(args: string[]): Promise<number> {
  const env = await npmEnvironment(path.join(rootDir, '.waymark'));
  const child = spawn(process.execPath, [TEMPLATE_CASES, ...args], {
    cwd: rootDir,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'close');
  return code ?? 1;
}

function node(
  module: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  return run(process.execPath, [require.resolve(module), ...args], env);
}

function run(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: rootDir,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(`ended with ${signal ?? `exit code ${code}`}`)),
    );
  });
}
