import { LoggerService } from '@backstage/backend-plugin-api';
import { createHash } from 'crypto';
import { Knex } from 'knex';
import { fromKnex, PgBoss } from 'pg-boss';
import { EvaluationHandler, JobLoop } from './JobLoop';

/** The schema with the tables of the queue. */
export const JOBS_SCHEMA = 'conformity_jobs';

const QUEUE = 'evaluations';
const DEAD_LETTERS = 'evaluations-dead-letters';
// Small enough to be shared between replicas, large enough to cost nothing.
const COMPONENTS_PER_JOB = 50;

/**
 * Nudges workers, in this replica or in another, to look at components.
 *
 * A job carries no more than refs: what is wanted, whether it is done, and who
 * is at it, is in each component's own row. A job too many finds nothing to do.
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
  readonly #loops: JobLoop[] = [];

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
    const options = {
      deadLetter: DEAD_LETTERS,
      // Short: what lasts longer, the sweep tries at retry_at.
      retryLimit: 2,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 5,
      heartbeatSeconds: 60,
      expireInSeconds: 900,
      deleteAfterSeconds: 3600,
    };
    // One job for the same components waits at a time. One that is active keeps
    // none from waiting: it may be that of a worker that is no more.
    await this.#boss.createQueue(QUEUE, { policy: 'short', ...options });
    await this.#boss.updateQueue(QUEUE, options);
  }

  /** Starts to work jobs off: `workers` batches at a time. */
  async work(
    handler: EvaluationHandler,
    { workers }: { workers: number },
  ): Promise<void> {
    for (let i = 0; i < workers; i++) {
      const loop = JobLoop.create({
        boss: this.#boss,
        queue: QUEUE,
        componentsPerJob: COMPONENTS_PER_JOB,
        handler,
        logger: this.#logger,
      });
      loop.start();
      this.#loops.push(loop);
    }
    await this.#boss.work<{ entityRefs: string[] }>(
      DEAD_LETTERS,
      { batchSize: 50, pollingIntervalSeconds: 30 },
      async jobs => {
        // The sweep tries them again, at the distance that their row names.
        const refs = jobs.flatMap(job => job.data.entityRefs);
        this.#logger.warn(
          `Gave up for now on evaluations: ${refs.slice(0, 20).join(', ')}${
            refs.length > 20 ? ` and ${refs.length - 20} more` : ''
          }`,
        );
      },
    );
  }

  async enqueue(entityRefs: string[], trx: Knex): Promise<void> {
    if (entityRefs.length === 0) {
      return;
    }
    const sorted = [...entityRefs].sort();
    const jobs: { data: { entityRefs: string[] }; singletonKey: string }[] = [];
    for (let at = 0; at < sorted.length; at += COMPONENTS_PER_JOB) {
      const refs = sorted.slice(at, at + COMPONENTS_PER_JOB);
      jobs.push({ data: { entityRefs: refs }, singletonKey: keyOf(refs) });
    }
    await this.#boss.insert(QUEUE, jobs, { db: fromKnex(trx) });
  }

  wake(): void {
    for (const loop of this.#loops) {
      loop.wake();
    }
  }

  /** Lets running evaluations end, for up to 10 s. */
  async stop(): Promise<void> {
    await Promise.all(this.#loops.map(loop => loop.stop(10_000)));
    await this.#boss.stop({ graceful: true, close: false, timeout: 10_000 });
  }
}

/** The same components waiting twice, as in a storm of pushes, are one job. */
function keyOf(refs: string[]): string {
  return refs.length === 1
    ? refs[0]
    : createHash('sha256').update(refs.join('\n')).digest('hex');
}
