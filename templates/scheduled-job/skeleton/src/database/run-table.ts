import type { Result } from '../run/result.ts';
import type { Database, Transaction } from './database.ts';

/** A run that is being worked on. Its numbers are those of the last checkpoint. */
export interface Run {
  id: string;
  /** Goes up whenever somebody goes on with it: whoever has an older one has been overtaken. */
  attempt: number;
  /** The last item that is done; undefined at the beginning. */
  cursor: string | undefined;
  done: number;
  failed: number;
}

/** Runs, their checkpoints, and their results. */
export class RunTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Goes on with the run that is not done, whichever night it began in, or begins the one of this night.
   *
   * @returns undefined where the run of this night is done
   */
  async open(night: string): Promise<Run | undefined> {
    return this.#database.transaction(async (transaction) => {
      const { rows: unfinished } = await transaction.query(
        `UPDATE job_run
         SET night = $1, attempt = attempt + 1, outcome = NULL, reason = NULL, ended_at = NULL
         WHERE outcome IS DISTINCT FROM 'done'
         RETURNING id, attempt, cursor, done, failed`,
        [night],
      );
      if (unfinished[0]) return toRun(unfinished[0]);
      const { rows: begun } = await transaction.query(
        `INSERT INTO job_run (night) VALUES ($1) ON CONFLICT (night) DO NOTHING
         RETURNING id, attempt, cursor, done, failed`,
        [night],
      );
      return begun[0] && toRun(begun[0]);
    });
  }

  /** @throws where somebody else has gone on with the run meanwhile: then nothing of this batch may be written */
  async checkpoint(
    run: Run,
    step: Pick<Run, 'done' | 'failed'> & { cursor: string },
    transaction: Transaction,
  ): Promise<void> {
    const { rows } = await transaction.query(
      `UPDATE job_run SET cursor = $3, done = done + $4, failed = failed + $5
       WHERE id = $1 AND attempt = $2 AND outcome IS NULL RETURNING done, failed`,
      [run.id, run.attempt, step.cursor, step.done, step.failed],
    );
    if (!rows[0]) throw new Error('Another process has gone on with this run');
    Object.assign(run, { cursor: step.cursor, done: rows[0].done, failed: rows[0].failed });
  }

  /** Writes down how it ended. */
  async close(run: Run, { outcome, reason }: Pick<Result, 'outcome' | 'reason'>): Promise<void> {
    await this.#database.query(
      `UPDATE job_run SET outcome = $3, reason = $4, ended_at = now() WHERE id = $1 AND attempt = $2`,
      [run.id, run.attempt, outcome, reason],
    );
  }

  /** The newest runs, for people. */
  async newest(limit: number): Promise<unknown[]> {
    const { rows } = await this.#database.query(
      `SELECT night::text, attempt, outcome, reason, cursor, done, failed, started_at, ended_at
       FROM job_run ORDER BY id DESC LIMIT $1`,
      [limit],
    );
    return rows;
  }
}

function toRun(row: Omit<Run, 'cursor'> & { cursor: string | null }): Run {
  return { ...row, cursor: row.cursor ?? undefined };
}
