import { LoggerService } from '@backstage/backend-plugin-api';
import { Claim, EvaluationStore } from '../database/EvaluationStore';
import { Evaluator } from './Evaluator';
import { EvaluationPublisher } from './EvaluationPublisher';
import { FindingWriter } from './FindingWriter';

const SIGNS_OF_LIFE_PER_LEASE = 4;

/**
 * Evaluates components until nothing newer is wanted.
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

  /** Answers the components for which another try soon may do better, and why. */
  async evaluate(
    entityRefs: string[],
    signal: AbortSignal,
  ): Promise<Map<string, unknown>> {
    const failures = new Map<string, unknown>();
    let refs = entityRefs;
    while (refs.length > 0 && !signal.aborted) {
      const claims = await this.#store.claim(refs);
      const again = await this.#attempt(claims, signal, failures);
      if (claims.length < refs.length) {
        // Whoever was at these is no more, and one of them may be why: each by
        // itself, so that it cannot take others with it a second time.
        for (;;) {
          const lost = await this.#store.claimLost(refs);
          if (!lost) {
            break;
          }
          again.push(...(await this.#attempt([lost], signal, failures)));
        }
      }
      refs = again;
    }
    return failures;
  }

  /** Answers the components for which something newer is wanted. */
  async #attempt(
    claims: Claim[],
    signal: AbortSignal,
    failures: Map<string, unknown>,
  ): Promise<string[]> {
    if (claims.length === 0) {
      return [];
    }
    const writer = FindingWriter.create({
      store: this.#store,
      publisher: this.#publisher,
      logger: this.#logger,
      failures,
    });
    const alive = setInterval(() => {
      this.#store
        .renew(claims.filter(claim => !writer.isDone(claim)))
        .catch(error =>
          this.#logger.warn(`Could not renew leases: ${error}`),
        );
    }, (this.#store.leaseSeconds * 1000) / SIGNS_OF_LIFE_PER_LEASE);
    try {
      await this.#evaluator.evaluate(claims, {
        signal,
        onFinding: finding => writer.add(finding),
      });
    } catch (error) {
      // Before any component had its turn: what they share did not answer.
      for (const claim of claims.filter(({ entityRef }) => !writer.has(entityRef))) {
        writer.add({ kind: 'broken', claim, error });
      }
    } finally {
      try {
        await writer.end();
      } finally {
        clearInterval(alive);
      }
    }
    return writer.again();
  }
}
