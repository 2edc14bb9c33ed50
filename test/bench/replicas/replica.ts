import createKnex from 'knex';
import { setTimeout } from 'node:timers/promises';
import { TestWorker } from '../../../plugins/conformity-backend/src/__testUtils__/TestWorker';

/** One replica of the part of the backend that evaluates: its own process. */
async function main(): Promise<void> {
  const { connection, readMs } = JSON.parse(process.argv[2]);
  const tell = (message: string) => process.stderr.write(`${message}\n`);
  await TestWorker.start({
    knex: createKnex({ client: 'pg', connection, pool: { min: 0, max: 10 } }),
    read: async name => {
      await setTimeout(readMs);
      return { commit: name, files: { 'README.md': `# ${name}\n` } };
    },
    leaseSeconds: 45,
    logger: { debug: () => {}, info: () => {}, warn: tell, error: tell } as any,
  });
  process.stdout.write('ready\n');
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
