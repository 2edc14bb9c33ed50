import { LoggerService } from '@backstage/backend-plugin-api';
import { Claim, EvaluationStore } from '../database/EvaluationStore';
import { Evaluator, Finding } from './Evaluator';
import { EvaluationPublisher } from './EvaluationPublisher';

/**
 * Evaluates a component until nothing newer is wanted.
 *
 * Safe to run any number of times at once, in any number of replicas: each
 * attempt writes only while it is the last one.
 */
export class EvaluationWorker {
  readonly #store: EvaluationStore;
  readonly #evaluator: Evaluator;
  readonly #publisher: EvaluationPublisher;
  readonly #logger: LoggerService;

  static create(options: {
    store: EvaluationStore;
    evaluator: Evaluator;
    publisher: EvaluationPublisher;
    logger: LoggerService;
  }): EvaluationWorker {
    return new EvaluationWorker(options);
  }

  private constructor(options: {
    store: EvaluationStore;
    evaluator: Evaluator;
    publisher: EvaluationPublisher;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#evaluator = options.evaluator;
    this.#publisher = options.publisher;
    this.#logger = options.logger;
  }

  /** Throws when another try soon may do better. */
  async evaluate(entityRef: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const [claim] = await this.#store.claim([entityRef]);
      if (!claim) {
        return;
      }
      const finding = await this.#attempt(claim, signal);
      const written = await this.#record(claim, finding);
      if (!written) {
        this.#logger.info(
          `Attempt ${claim.attempt} at ${entityRef} came too late: another one has begun`,
        );
        return;
      }
      await this.#publisher.publish(claim, finding);
      const failure = 'failure' in finding ? finding.failure : undefined;
      if (failure?.retryable) {
        throw failure;
      }
      if (failure) {
        return;
      }
    }
  }

  async #attempt(claim: Claim, signal: AbortSignal): Promise<Finding> {
    try {
      return await this.#evaluator.evaluate(claim, signal);
    } catch (error) {
      this.#logger.warn(
        `Attempt ${claim.attempt} at ${claim.entityRef} broke off: ${error}`,
      );
      await this.#store.postpone(
        claim,
        `The evaluation broke off: ${
          error instanceof Error ? error.message : error
        }`,
      );
      throw error;
    }
  }

  async #record(claim: Claim, finding: Finding): Promise<boolean> {
    switch (finding.kind) {
      case 'gone':
        return await this.#store.forget(claim);
      case 'same':
        return await this.#store.confirm(claim, finding.commit);
      case 'unavailable':
        return await this.#store.postpone(claim, finding.failure.message);
      default:
        return (await this.#store.write([finding.result])).length === 1;
    }
  }
}
