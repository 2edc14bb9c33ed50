import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { fromKnex, PgBoss } from 'pg-boss';

/** The schema with the tables of the queue. */
export const JOBS_SCHEMA = 'conformity_jobs';

const QUEUE = 'evaluate';
const DEAD_LETTERS = 'evaluate-dead-letters';
// Keeps one statement far from the limits of the driver.
const JOBS_PER_INSERT = 5000;

/** Does what a job asks for. Throws when it should be tried again. */
export type EvaluationHandler = (
  entityRef: string,
  signal: AbortSignal,
) => Promise<void>;

/**
 * Nudges workers, in this replica or in another, to look at a component.
 *
 * A job carries no more than the ref, and there is at most one per component
 * that waits, runs or is tried again: what is wanted, and whether it is done,
 * is in the component's own row.
 */
export interface EvaluationQueue {
  /** Enqueues in the transaction of the caller. */
  enqueue(entityRefs: string[], trx: Knex): Promise<void>;
  /** Lets the workers of this replica look at once. Call it after the commit. */
  wake(): void;
}

/** {@link EvaluationQueue} on pg-boss. */
export class PgBossEvaluationQueue implements EvaluationQueue {
  readonly #boss: PgBoss;
  readonly #logger: LoggerService;
  #workers: string[] = [];

  static create(options: {
    knex: Knex;
    logger: LoggerService;
    /** Default `conformity_jobs`. */
    schema?: string;
  }): PgBossEvaluationQueue {
    const { knex, logger, schema = JOBS_SCHEMA } = options;
    const boss = new PgBoss({ db: fromKnex(knex), schema, schedule: false });
    // Without a listener, the first lost connection would end the process.
    boss.on('error', error =>
      logger.warn(`The evaluation queue had an error: ${error.message}`),
    );
    boss.on('warning', warning =>
      logger.warn(`The evaluation queue warns: ${warning.message}`),
    );
    return new PgBossEvaluationQueue(boss, logger);
  }

  private constructor(boss: PgBoss, logger: LoggerService) {
    this.#boss = boss;
    this.#logger = logger;
  }

  async start(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(DEAD_LETTERS);
    await this.#boss.createQueue(QUEUE, {
      policy: 'exclusive',
      deadLetter: DEAD_LETTERS,
      // Short: while a job waits to be tried again, a new reason cannot
      // enqueue another. What lasts longer, the sweep tries at retry_at.
      retryLimit: 2,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 5,
      heartbeatSeconds: 30,
      expireInSeconds: 600,
      deleteAfterSeconds: 3600,
    });
  }

  /** Starts to work jobs off: `workers` batches at a time. */
  async work(
    handler: EvaluationHandler,
    { workers }: { workers: number },
  ): Promise<void> {
    const id = await this.#boss.work<{ entityRef: string }>(
      QUEUE,
      {
        batchSize: 10,
        burstWhenBatchFull: true,
        localConcurrency: workers,
        pollingIntervalSeconds: 1,
        perJobResults: true,
      },
      async jobs =>
        await Promise.all(
          jobs.map(async ({ id: jobId, data, signal }) => {
            try {
              await handler(data.entityRef, signal);
              return { id: jobId, status: 'completed' as const };
            } catch (error) {
              this.#logger.debug(
                `The evaluation of ${data.entityRef} failed: ${error}`,
              );
              return {
                id: jobId,
                status: 'failed' as const,
                output: { message: String(error) },
              };
            }
          }),
        ),
    );
    this.#workers = this.#boss
      .getWipData()
      .filter(worker => worker.workId === id || worker.name === QUEUE)
      .map(worker => worker.id);
    await this.#boss.work<{ entityRef: string }>(
      DEAD_LETTERS,
      { batchSize: 50, pollingIntervalSeconds: 30 },
      async jobs => {
        // The sweep tries them again, at the distance that their row names.
        this.#logger.warn(
          `Gave up for now on the evaluation of ${jobs
            .map(job => job.data.entityRef)
            .join(', ')}`,
        );
      },
    );
  }

  async enqueue(entityRefs: string[], trx: Knex): Promise<void> {
    for (let at = 0; at < entityRefs.length; at += JOBS_PER_INSERT) {
      await this.#boss.insert(
        QUEUE,
        entityRefs.slice(at, at + JOBS_PER_INSERT).map(entityRef => ({
          data: { entityRef },
          singletonKey: entityRef,
        })),
        { db: fromKnex(trx) },
      );
    }
  }

  wake(): void {
    for (const worker of this.#workers) {
      this.#boss.notifyWorker(worker);
    }
  }

  /** Lets running evaluations end, for up to 10 s. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, close: false, timeout: 10_000 });
  }
}
