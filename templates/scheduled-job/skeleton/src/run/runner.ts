import type { Logger } from 'pino';
import type { Database, Transaction } from '../database/database.ts';
import type { Run, RunTable } from '../database/run-table.ts';
import type { SingleInstance } from '../database/single-instance.ts';
import type { Calendar } from './calendar.ts';
import { observeRun } from './observe.ts';
import type { Result } from './result.ts';

/** What an item leads to, written in the transaction of the checkpoint. */
export type Write = (transaction: Transaction) => Promise<void>;

export interface Work {
  /** The next items after this one, in an order that does not change; none at the end. */
  next(cursor: string | undefined, count: number): Promise<string[]>;
  /** Thinks, and asks others. May run more than once for an item; what it returns is written once. */
  prepare(item: string): Promise<Write>;
}

export interface RunnerOptions {
  batchSize: number;
  calendar: Calendar;
  database: Database;
  /** Whether there is no sense in trying the items that are left. */
  endsRun(error: unknown): boolean;
  logger: Logger;
  maxRunMs: number;
  name: string;
  now(): Date;
  runs: RunTable;
  singleInstance: SingleInstance;
  work: Work;
}

type Ending = Pick<Result, 'outcome' | 'reason'>;

/**
 * One run: alone, at a time that the calendar allows, batch by batch with a checkpoint after each, for no longer than it
 * may. What is not done then is where the next run begins.
 */
export class Runner {
  readonly #options: RunnerOptions;
  #movedAt = performance.now();

  static create(options: RunnerOptions): Runner {
    return new Runner(options);
  }

  private constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** Whether it has come forward lately. */
  get alive(): boolean {
    return performance.now() - this.#movedAt < 5 * 60_000;
  }

  /** Never rejects: the result says how it ended. */
  async run(stop: AbortSignal): Promise<Result> {
    const { calendar, logger, name, now } = this.#options;
    const night = calendar.night(now());
    return observeRun({ logger, name, night }, async (begun) => {
      const objection = calendar.objection(now());
      if (objection) return { outcome: 'refused', reason: objection };
      const alone = await this.#options.singleInstance.enter(name);
      if (!alone) return { outcome: 'nothing-to-do', reason: 'another process is at it' };
      try {
        const run = await this.#options.runs.open(night);
        if (!run) return { outcome: 'nothing-to-do', reason: 'the run of this night is done' };
        begun(run);
        return await this.#finish(run, stop);
      } finally {
        await alone.leave();
      }
    });
  }

  /** Works until it is done or has to stop, and writes the result down, whatever it is. */
  async #finish(run: Run, stop: AbortSignal): Promise<Ending & { error?: Error }> {
    let ending: Ending & { error?: Error };
    try {
      ending = await this.#work(run, stop);
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      ending = this.#options.endsRun(error)
        ? { outcome: 'stopped', reason: error.message, error }
        : { outcome: 'failed', reason: error.message, error };
    }
    await this.#options.runs.close(run, ending).catch((exception) =>
      // The checkpoint is what counts: the next run finds it.
      this.#options.logger.error(
        { event: 'job.not-recorded', exception },
        'The result could not be written down',
      ),
    );
    return ending;
  }

  async #work(run: Run, stop: AbortSignal): Promise<Ending> {
    const { batchSize, calendar, database, maxRunMs, now, runs, work } = this.#options;
    const endsAt = performance.now() + maxRunMs;
    for (;;) {
      this.#movedAt = performance.now();
      if (stop.aborted) return { outcome: 'stopped', reason: 'told to' };
      if (performance.now() > endsAt) return { outcome: 'stopped', reason: 'out of time' };
      const objection = calendar.objection(now());
      if (objection) return { outcome: 'stopped', reason: objection };

      const items = await work.next(run.cursor, batchSize);
      const last = items.at(-1);
      if (last === undefined) return { outcome: 'done' };
      const writes = await this.#prepare(items);
      await database.transaction(async (transaction) => {
        for (const write of writes) await write(transaction);
        const step = { cursor: last, done: writes.length, failed: items.length - writes.length };
        await runs.checkpoint(run, step, transaction);
      });
    }
  }

  /** What is to be written for those items that did not fail. */
  async #prepare(items: string[]): Promise<Write[]> {
    const { endsRun, logger, work } = this.#options;
    const prepared = await Promise.allSettled(items.map((item) => work.prepare(item)));
    const failures = prepared.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    const end = failures.find((error) => endsRun(error));
    if (end) throw end;
    for (const exception of failures)
      logger.warn({ event: 'job.item-failed', exception }, 'An item failed: the others go on');
    return prepared.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
  }
}
