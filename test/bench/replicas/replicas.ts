import { LoggerService } from '@backstage/backend-plugin-api';
import createKnex from 'knex';
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  noticed,
  TestWorker,
} from '../../../plugins/conformity-backend/src/__testUtils__/TestWorker';
import { DatabaseConnection } from '../../../packages/launcher/src/database/EmbeddedDatabase';
import { Bench } from '../Bench';

const READ_MS = 200;
const SIZE = 2000;
const AT_MOST = 0.55;
const MIGRATIONS = path.resolve(
  __dirname,
  '../../../plugins/conformity-backend/migrations',
);

/**
 * Two replicas of the backend, each a process with the production queue and
 * worker, share the components of which somebody wants an evaluation. Hosts
 * take their time, so that it is not the machine that is measured.
 */
export async function replicasShare(bench: Bench): Promise<void> {
  for (const components of bench.sizes ?? [SIZE]) {
    const seconds: number[] = [];
    for (const replicas of [1, 2]) {
      bench.say(`${replicas} of the backend, ${components} components`);
      seconds.push(
        await bench.withDatabase(connection =>
          measure({ connection, components, replicas }),
        ),
      );
    }
    const [one, two] = seconds;
    bench.table({
      title: `Replicas, ${components.toLocaleString(
        'en',
      )} repositories that take ${READ_MS} ms each`,
      columns: ['one', 'two', 'share of the time', 'target'],
      rows: [
        [
          `${one.toFixed(1)} s`,
          `${two.toFixed(1)} s`,
          (two / one).toFixed(2),
          `≤ ${AT_MOST}`,
        ],
      ],
    });
  }
}

/** From the moment all are wanted to the moment all are evaluated. */
async function measure(options: {
  connection: DatabaseConnection;
  components: number;
  replicas: number;
}): Promise<number> {
  const { connection, components, replicas } = options;
  const knex = createKnex({ client: 'pg', connection: { ...connection } });
  const children: ChildProcess[] = [];
  try {
    await knex.migrate.latest({ directory: MIGRATIONS });
    const asking = await TestWorker.start({
      knex,
      read: async () => ({ commit: 'unused', files: {} }),
      leaseSeconds: 45,
      logger: quiet,
      idle: true,
    });
    await asking.wanted.notice(
      knex,
      Array.from({ length: components }, (_, i) => noticed(`c${i}`)),
    );
    for (let i = 0; i < replicas; i++) {
      children.push(await startReplica(connection));
    }
    const begin = performance.now();
    await asking.requests.forDue();
    while (await isAnyOpen()) {
      await setTimeout(20);
    }
    const seconds = (performance.now() - begin) / 1000;
    await asking.stop();
    return seconds;
  } finally {
    await Promise.all(children.map(end));
    await knex.destroy();
  }

  async function isAnyOpen(): Promise<boolean> {
    const open = await knex('component_state')
      .whereNull('evaluated_at')
      .first('entity_ref');
    return open !== undefined;
  }
}

async function startReplica(
  connection: DatabaseConnection,
): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      path.join(__dirname, 'replica.ts'),
      JSON.stringify({ connection, readMs: READ_MS }),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await Promise.race([
    once(child.stdout!, 'data'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`A replica ended with ${code} before it was ready`);
    }),
  ]);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

const quiet: LoggerService = {
  debug: () => {},
  info: () => {},
  warn: message => process.stderr.write(`${message}\n`),
  error: message => process.stderr.write(`${message}\n`),
  child: () => quiet,
};
