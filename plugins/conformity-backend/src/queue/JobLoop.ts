import { LoggerService } from '@backstage/backend-plugin-api';
import { PgBoss } from 'pg-boss';

/**
 * Does what jobs ask for, all together. Answers the components for which
 * another try soon may do better, and why.
 */
export type EvaluationHandler = (
  entityRefs: string[],
  signal: AbortSignal,
) => Promise<Map<string, unknown>>;

const MOST_COMPONENTS = 1000;
// As long as others, in this replica or in another, may wait for their share.
const BATCH_MS = 1000;
const POLL_MS = 1000;
const HEARTBEAT_MS = 15_000;

interface Job {
  id: string;
  data: { entityRefs: string[] };
}

/**
 * Takes jobs off a queue, as many at a time as are done in about a second:
 * hosts that answer at once get large batches, which cost few statements, and
 * hosts that take their time get small ones, which replicas can share.
 */
export class JobLoop {
  readonly #boss: PgBoss;
  readonly #queue: string;
  readonly #componentsPerJob: number;
  readonly #handler: EvaluationHandler;
  readonly #logger: LoggerService;
  readonly #abort = new AbortController();
  #jobsAtOnce = 1;
  #stopping = false;
  #woken = false;
  #endWait: () => void = () => {};
  #running: Promise<void> = Promise.resolve();

  static create(options: {
    boss: PgBoss;
    queue: string;
    componentsPerJob: number;
    handler: EvaluationHandler;
    logger: LoggerService;
  }): JobLoop {
    return new JobLoop(options);
  }

  private constructor(options: {
    boss: PgBoss;
    queue: string;
    componentsPerJob: number;
    handler: EvaluationHandler;
    logger: LoggerService;
  }) {
    this.#boss = options.boss;
    this.#queue = options.queue;
    this.#componentsPerJob = options.componentsPerJob;
    this.#handler = options.handler;
    this.#logger = options.logger;
  }

  start(): void {
    this.#running = this.#run();
  }

  wake(): void {
    this.#woken = true;
    this.#endWait();
  }

  /** Lets what is running end, and stops it after so long. */
  async stop(milliseconds: number): Promise<void> {
    this.#stopping = true;
    this.#endWait();
    const timer = setTimeout(() => this.#abort.abort(), milliseconds);
    await this.#running;
    clearTimeout(timer);
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      this.#woken = false;
      let full = false;
      try {
        const jobs: Job[] = await this.#boss.fetch(this.#queue, {
          batchSize: this.#jobsAtOnce,
        });
        full = jobs.length >= this.#jobsAtOnce;
        if (jobs.length > 0) {
          await this.#work(jobs);
        }
      } catch (error) {
        full = false;
        this.#logger.warn(`The evaluation queue had an error: ${error}`);
      }
      if (!full && !this.#woken && !this.#stopping) {
        await this.#wait();
      }
    }
  }

  async #work(jobs: Job[]): Promise<void> {
    const ids = jobs.map(({ id }) => id);
    const refs = [...new Set(jobs.flatMap(({ data }) => data.entityRefs))];
    const heartbeat = setInterval(() => {
      this.#boss
        .touch(this.#queue, ids)
        .catch(error => this.#logger.debug(`No heartbeat: ${error}`));
    }, HEARTBEAT_MS);
    const begin = performance.now();
    try {
      const failures = await this.#handler(refs, this.#abort.signal);
      const failed = jobs.filter(({ data }) =>
        data.entityRefs.some(ref => failures.has(ref)),
      );
      const completed = jobs.filter(job => !failed.includes(job));
      if (completed.length > 0) {
        await this.#boss.complete(
          this.#queue,
          completed.map(({ id }) => id),
        );
      }
      if (failed.length > 0) {
        await this.#boss.fail(
          this.#queue,
          failed.map(({ id }) => id),
          { message: String(failures.values().next().value) },
        );
      }
      this.#adapt(refs.length, performance.now() - begin);
    } catch (error) {
      this.#jobsAtOnce = 1;
      this.#logger.warn(
        `The evaluation of ${refs.length} components broke off: ${error}`,
      );
      await this.#boss.fail(this.#queue, ids, { message: String(error) });
    } finally {
      clearInterval(heartbeat);
    }
  }

  #adapt(components: number, milliseconds: number): void {
    const fitting = (components * BATCH_MS) / Math.max(1, milliseconds);
    const most = MOST_COMPONENTS / this.#componentsPerJob;
    this.#jobsAtOnce = Math.max(
      1,
      Math.min(
        most,
        this.#jobsAtOnce * 4,
        Math.floor(fitting / this.#componentsPerJob),
      ),
    );
  }

  async #wait(): Promise<void> {
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, POLL_MS);
      this.#endWait = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#endWait = () => {};
  }
}
