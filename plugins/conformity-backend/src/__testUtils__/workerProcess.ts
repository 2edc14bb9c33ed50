import createKnex from 'knex';
import { setTimeout } from 'timers/promises';
import { ReadRepository, TestWorker } from './TestWorker';

/**
 * A worker that a test may kill or stop: its own process. Repositories take a
 * moment to be read, `hang-…` much longer; `bomb` ends the process, and `flood`
 * takes all its memory.
 */
async function main() {
  const { connection, commit, leaseSeconds } = JSON.parse(process.argv[2]);
  const knex = createKnex({ client: 'pg', connection });
  const say = (what: string) => process.stdout.write(`${what}\n`);
  const read: ReadRepository = async name => {
    say(`read ${name}`);
    if (name === 'bomb') {
      process.kill(process.pid, 'SIGKILL');
    }
    if (name === 'flood') {
      // As a tree or a check would that takes more memory than there is.
      for (const held: number[][] = []; ; held.push(Array(1e6).fill(0))) {
        held.at(-1)?.push(held.length);
      }
    }
    await setTimeout(name.startsWith('hang') ? 3000 : 30);
    return { commit, files: { 'README.md': commit } };
  };
  const logger: any = {
    debug: () => {},
    info: (message: string) => say(message),
    warn: (message: string) => say(message),
    error: (message: string) => say(message),
  };
  await TestWorker.start({ knex, read, leaseSeconds, logger });
  say('ready');
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
