import { LoggerService } from '@backstage/backend-plugin-api';
import { StandardFile } from '@waymark-idp/plugin-conformity-node';
import { availableParallelism } from 'os';
import {
  EvaluationThread,
  ThreadEndedError,
  ThreadLimits,
} from './EvaluationThread';
import { Examination, Examined } from './Examination';

const MOST_THREADS = 4;
const LIMITS: ThreadLimits = { megabytes: 512, silenceMs: 30_000 };

/**
 * Evaluates components beside everything else that the process does.
 *
 * When a thread ends, whatever it was at is done once more, each component by
 * itself: the one that ends threads takes no other with it.
 */
export class EvaluationThreads {
  readonly #logger: LoggerService;
  readonly #limits: ThreadLimits;
  readonly #most: number;
  #threads: EvaluationThread[] = [];
  /** For those that are done by themselves, while there are any. */
  #lone?: EvaluationThread;
  #lonely = 0;
  /** Ends with the last one of them so far. */
  #alone: Promise<unknown> = Promise.resolve();

  static create(options: {
    logger: LoggerService;
    /** Default 512 MB and 30 s. */
    limits?: ThreadLimits;
  }): EvaluationThreads {
    return new EvaluationThreads(options.logger, options.limits ?? LIMITS);
  }

  private constructor(logger: LoggerService, limits: ThreadLimits) {
    this.#logger = logger;
    this.#limits = limits;
    // One processor is for what people wait for.
    this.#most = Math.max(
      1,
      Math.min(MOST_THREADS, availableParallelism() - 1),
    );
  }

  /**
   * @param files - of the standards; the same list for the same standards.
   *
   * @throws ThreadEndedError when evaluating this component ends a thread.
   */
  async examine(
    examination: Examination,
    files: readonly StandardFile[],
  ): Promise<Examined> {
    try {
      return await this.#thread().examine(examination, files);
    } catch (error) {
      if (!(error instanceof ThreadEndedError)) {
        throw error;
      }
      const { name } = examination.entity.metadata;
      this.#logger.warn(
        `A thread ended that was evaluating ${name}, perhaps among others: ${error.message}. It is evaluated by itself`,
      );
    }
    this.#lonely += 1;
    const turn = this.#alone.then(() => this.#examineAlone(examination, files));
    this.#alone = turn.catch(() => {});
    return await turn;
  }

  async stop(): Promise<void> {
    const threads = [...this.#threads, ...(this.#lone ? [this.#lone] : [])];
    await Promise.all(threads.map(thread => thread.stop()));
  }

  async #examineAlone(
    examination: Examination,
    files: readonly StandardFile[],
  ): Promise<Examined> {
    if (!this.#lone || this.#lone.ended) {
      this.#lone = EvaluationThread.start(this.#limits);
    }
    try {
      return await this.#lone.examine(examination, files);
    } finally {
      this.#lonely -= 1;
      if (this.#lonely === 0) {
        await this.#lone.stop();
        this.#lone = undefined;
      }
    }
  }

  /** One that has nothing to do, or another one, or the one with the least. */
  #thread(): EvaluationThread {
    this.#threads = this.#threads
      .filter(({ ended }) => !ended)
      .sort((a, b) => a.open - b.open);
    if (
      this.#threads.length === 0 ||
      (this.#threads[0].open > 0 && this.#threads.length < this.#most)
    ) {
      this.#threads.unshift(EvaluationThread.start(this.#limits));
    }
    return this.#threads[0];
  }
}
