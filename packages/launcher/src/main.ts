import { dev } from './commands/dev';
import { start } from './commands/start';
import { test, testTemplates } from './commands/test';
import { readSettings } from './settings';

const [command, ...args] = process.argv.slice(2);

async function run(): Promise<number> {
  switch (command) {
    case 'start':
      return await start(readSettings(args));
    case 'dev':
      return await dev(readSettings(args));
    case 'test':
      return await test(args);
    case 'templates:test':
      return await testTemplates(args);
    default:
      throw new Error(
        `Unknown command "${command}". There are start, dev, test and templates:test.`,
      );
  }
}

run().then(
  code => process.exit(code),
  error => {
    process.stderr.write(`\n✗ ${error.message}\n`);
    process.exit(1);
  },
);
