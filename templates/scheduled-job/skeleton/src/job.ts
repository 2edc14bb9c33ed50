import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { Database } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { PhraseTable } from './database/phrase-table.ts';
import { RunTable } from './database/run-table.ts';
import { SingleInstance } from './database/single-instance.ts';
import { PhraseRefresh } from './domain/phrase-refresh.ts';
import { createHealthServer } from './http/health-server.ts';
import { Lifecycle } from './lifecycle.ts';
import { DependencyError, OutboundClient } from './outbound/outbound-client.ts';
import { PhrasesClient } from './outbound/phrases-client.ts';
import { loadResilienceMatrix, type ResilienceMatrix } from './outbound/resilience-matrix.ts';
import { loadCalendar } from './run/calendar.ts';
import { refreshWork } from './run/refresh.ts';
import type { Result } from './run/result.ts';
import { Runner, type RunnerOptions } from './run/runner.ts';

export interface Job {
  database: Database;
  lifecycle: Lifecycle;
  runner: Runner;
  /** Where probes are answered while it runs. */
  readonly healthUrl: string;
  /** Runs once, until it is done, out of time, or `stop` is aborted. Never rejects: the result says how it ended. */
  run(stop: AbortSignal): Promise<Result>;
  close(): Promise<void>;
}

/** What is not so in tests. */
export type JobOverrides = Partial<Pick<RunnerOptions, 'maxRunMs' | 'now'>> & { matrix?: ResilienceMatrix };

/** Puts the layers together. Everything that is made once per process is made here. */
export async function createJob(
  config: Config,
  logger: Logger,
  { matrix = loadResilienceMatrix(), ...overrides }: JobOverrides = {},
): Promise<Job> {
  const lifecycle = new Lifecycle();
  const calendar = loadCalendar();

  const row = matrix.get('database');
  const database = Database.create({ dependency: row, url: config.DATABASE_URL, connections: 4, logger });
  await migrate(database);
  const phrases = new PhrasesClient(
    OutboundClient.create({ dependency: matrix.get('phrases'), baseUrl: config.PHRASES_URL, logger }),
  );

  const runner = Runner.create({
    batchSize: config.BATCH_SIZE,
    calendar: config.IGNORE_CALENDAR ? { ...calendar, objection: () => undefined } : calendar,
    database,
    // Going on would make a failure of everything that is left.
    endsRun: (error) => error instanceof DependencyError && error.reason === 'circuit-open',
    logger,
    maxRunMs: matrix.deadlineMs,
    name: config.serviceName,
    now: () => new Date(),
    runs: new RunTable(database),
    singleInstance: new SingleInstance(config.DATABASE_URL, row.timeoutMs),
    work: refreshWork(new PhraseRefresh(phrases), new PhraseTable(database)),
    ...overrides,
  });
  const health = createHealthServer({ lifecycle, runner });

  return {
    database,
    lifecycle,
    runner,
    get healthUrl() {
      return `http://127.0.0.1:${(health.address() as AddressInfo).port}`;
    },
    run: async (stop) => {
      await new Promise<void>((resolve, reject) => {
        health.once('error', reject).listen(config.PORT, config.HOST, resolve);
      });
      stop.addEventListener('abort', () => lifecycle.drain());
      lifecycle.ready();
      return runner.run(stop);
    },
    close: async () => {
      health.closeAllConnections();
      health.close();
      await database.close();
    },
  };
}
