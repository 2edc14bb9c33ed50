import { LoggerService } from '@backstage/backend-plugin-api';
import { Claim, EvaluationStore } from '../database/EvaluationStore';
import { retryWhileAway } from '../database/retryWhileAway';
import { Evaluator, HostAnswers } from './Evaluator';
import { EvaluationPublisher } from './EvaluationPublisher';
import { FindingWriter } from './FindingWriter';

const SIGNS_OF_LIFE_PER_LEASE = 4;

interface Run {
  signal: AbortSignal;
  /** Gets the components for which another try soon may do better, and why. */
  failures: Map<string, unknown>;
}

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
  /** Ends with the last attempt so far at one whose attempt before was lost. */
  #lost: Promise<void> = Promise.resolve();

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
      refs = await this.#round(refs, { signal, failures });
    }
    return failures;
  }

  /** Answers the components for which something newer is wanted. */
  async #round(refs: string[], run: Run): Promise<string[]> {
    const { again, different, answered } = await this.#look(refs, run);
    const claims =
      different.length > 0 ? await this.#store.claim(different) : [];
    again.push(...(await this.#attempt(claims, { ...run, answered })));
    if (claims.length < different.length) {
      const turn = this.#lost.then(() => this.#attemptLost(different, run));
      this.#lost = turn.then(
        () => {},
        () => {},
      );
      again.push(...(await turn));
    }
    return again;
  }

  /**
   * Whoever was at these is no more, and one of them may be why: each by itself,
   * beside those of other batches too, so that it cannot take others with it a
   * second time.
   */
  async #attemptLost(refs: string[], run: Run): Promise<string[]> {
    const again: string[] = [];
    for (;;) {
      const lost = await this.#store.claimLost(refs);
      if (!lost) {
        return again;
      }
      again.push(...(await this.#attempt([lost], run)));
    }
  }

  /** Most are the same as they were: these are not even taken on. */
  async #look(
    refs: string[],
    { signal }: Run,
  ): Promise<{
    again: string[];
    different: string[];
    answered?: HostAnswers;
  }> {
    const looks = await this.#store.look(
      refs,
      this.#evaluator.standardsDigest(),
    );
    if (looks.length === 0) {
      return { again: [], different: refs };
    }
    const batch = await this.#evaluator.begin(refsOf(looks));
    const { same, answered } = await batch.same(looks, signal);
    const confirmed = await retryWhileAway(() => this.#store.confirmLook(same));
    await this.#publisher.publish({
      entityRefs: refsOf(confirmed),
      results: [],
    });
    const done = new Set(refsOf(same));
    return {
      again: refsOf(confirmed.filter(({ again }) => again)),
      different: refs.filter(ref => !done.has(ref)),
      answered,
    };
  }

  /** Answers the components for which something newer is wanted. */
  async #attempt(
    claims: Claim[],
    { signal, failures, answered }: Run & { answered?: HostAnswers },
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
        .catch(error => this.#logger.warn(`Could not renew leases: ${error}`));
    }, (this.#store.leaseSeconds * 1000) / SIGNS_OF_LIFE_PER_LEASE);
    try {
      // After they were taken on: an input that comes later is a new reason.
      const batch = await this.#evaluator.begin(refsOf(claims));
      await batch.evaluate(claims, {
        signal,
        answered,
        onFinding: finding => writer.add(finding),
      });
    } catch (error) {
      // Before any component had its turn: what they share did not answer.
      for (const claim of claims.filter(
        ({ entityRef }) => !writer.has(entityRef),
      )) {
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

function refsOf(items: { entityRef: string }[]): string[] {
  return items.map(({ entityRef }) => entityRef);
}
