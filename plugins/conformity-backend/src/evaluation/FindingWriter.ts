import { LoggerService } from '@backstage/backend-plugin-api';
import { RepositoryFailure } from '@waymark-idp/plugin-repositories-node';
import {
  Claim,
  EvaluationResult,
  EvaluationStore,
  Written,
} from '../database/EvaluationStore';
import { retryWhileAway } from '../database/retryWhileAway';
import { EvaluationPublisher } from './EvaluationPublisher';
import { Evaluated, Finding } from './Finding';
import { toResult } from './toResult';

const MOST_TOGETHER = 500;
// Nobody waits longer than this for others of the batch, whose hosts are slow.
const WRITE_AFTER_MS = 1000;

/**
 * The first outcomes of a component. There is nothing to compare them with, so
 * nothing is kept of them but what is stored: hundreds wait at a time.
 */
interface First {
  kind: 'first';
  claim: Claim;
  failure?: RepositoryFailure;
  result: EvaluationResult;
}

/** Writes findings together, a statement for each kind of them. */
export class FindingWriter {
  readonly #store: EvaluationStore;
  readonly #publisher: EvaluationPublisher;
  readonly #logger: LoggerService;
  readonly #failures: Map<string, unknown>;
  readonly #seen = new Set<string>();
  readonly #done = new Set<string>();
  readonly #again = new Set<string>();
  #waiting: (Finding | First)[] = [];
  #timer?: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();

  static create(options: {
    store: EvaluationStore;
    publisher: EvaluationPublisher;
    logger: LoggerService;
    /** Gets the components for which another try soon may do better, and why. */
    failures: Map<string, unknown>;
  }): FindingWriter {
    return new FindingWriter(options);
  }

  private constructor(options: {
    store: EvaluationStore;
    publisher: EvaluationPublisher;
    logger: LoggerService;
    failures: Map<string, unknown>;
  }) {
    this.#store = options.store;
    this.#publisher = options.publisher;
    this.#logger = options.logger;
    this.#failures = options.failures;
  }

  has(entityRef: string): boolean {
    return this.#seen.has(entityRef);
  }

  isDone({ entityRef }: Claim): boolean {
    return this.#done.has(entityRef);
  }

  add(finding: Finding): void {
    this.#seen.add(finding.claim.entityRef);
    this.#waiting.push(
      finding.kind === 'evaluated' && !finding.claim.previous
        ? toFirst(finding)
        : finding,
    );
    if (this.#waiting.length >= MOST_TOGETHER) {
      this.#flush();
    } else {
      this.#timer ??= setTimeout(() => this.#flush(), WRITE_AFTER_MS);
    }
  }

  /** Writes what is left, and waits until all is written. */
  async end(): Promise<void> {
    this.#flush();
    await this.#writing;
  }

  /** Components for which something newer is wanted. */
  again(): string[] {
    return [...this.#again].filter(ref => !this.#failures.has(ref));
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const findings = this.#waiting;
    this.#waiting = [];
    if (findings.length > 0) {
      this.#writing = this.#writing.then(() => this.#write(findings));
      // Thrown by end().
      this.#writing.catch(() => {});
    }
  }

  async #write(findings: (Finding | First)[]): Promise<void> {
    const of = <K extends (Finding | First)['kind']>(kind: K) =>
      findings.filter(
        (finding): finding is Extract<Finding | First, { kind: K }> =>
          finding.kind === kind,
      );
    const results = [
      ...of('first').map(({ result }) => result),
      ...(await this.#resultsOf(of('evaluated'))),
    ];
    const written = new Set<string>();
    const keep = (rows: Written[]) => {
      for (const { entityRef, again } of rows) {
        written.add(entityRef);
        if (again) {
          this.#again.add(entityRef);
        }
      }
    };
    keep(await this.#writeResults(results));
    keep(await this.#try(of('same'), some => this.#store.confirm(some)));
    keep(
      await this.#try(
        of('gone').map(({ claim }) => claim),
        some => this.#store.forget(some),
      ),
    );
    keep(
      await this.#try(
        [
          ...of('unavailable').map(({ claim, failure }) => ({
            claim,
            reason: failure.message,
            retryAt: retryAtOf(failure),
          })),
          ...of('broken').map(({ claim, error }) => ({
            claim,
            reason: `The evaluation broke off: ${
              error instanceof Error ? error.message : error
            }`,
          })),
        ],
        some => this.#store.postpone(some),
      ),
    );
    const released = of('released');
    if (released.length > 0) {
      await this.#store.release(released.map(({ claim }) => claim));
    }

    for (const finding of findings) {
      this.#done.add(finding.claim.entityRef);
      this.#note(finding, written.has(finding.claim.entityRef));
    }
    await this.#publisher.publish({
      entityRefs: [...written],
      results: results.filter(({ claim }) => written.has(claim.entityRef)),
    });
  }

  #note(finding: Finding | First, written: boolean): void {
    const { claim } = finding;
    if (finding.kind === 'released') {
      this.#failures.set(
        claim.entityRef,
        new Error('There was no time for it'),
      );
      return;
    }
    if (!written) {
      this.#logger.info(
        `Attempt ${claim.attempt} at ${claim.entityRef} came too late: another one has begun`,
      );
      this.#again.delete(claim.entityRef);
      return;
    }
    if (finding.kind === 'broken') {
      this.#logger.warn(
        `Attempt ${claim.attempt} at ${claim.entityRef} broke off: ${finding.error}`,
      );
      this.#failures.set(claim.entityRef, finding.error);
      return;
    }
    const failure = 'failure' in finding ? finding.failure : undefined;
    if (failure) {
      this.#again.delete(claim.entityRef);
      // Who names a time is not asked before it.
      if (failure.retryable && !retryAtOf(failure)) {
        this.#failures.set(claim.entityRef, failure);
      }
    } else if (
      (finding.kind === 'evaluated' && finding.unavailable) ||
      (finding.kind === 'first' && finding.result.unavailable)
    ) {
      this.#again.delete(claim.entityRef);
    }
  }

  async #resultsOf(evaluated: Evaluated[]): Promise<EvaluationResult[]> {
    const before = evaluated.map(({ claim }) => claim.entityRef);
    const previous =
      before.length > 0
        ? await retryWhileAway(() => this.#store.stored(before))
        : new Map();
    return evaluated.map(finding =>
      toResult(finding, previous.get(finding.claim.entityRef)),
    );
  }

  /** One that the database does not take must not take the others with it. */
  async #writeResults(results: EvaluationResult[]): Promise<Written[]> {
    try {
      return await this.#try(results, some => this.#store.write(some));
    } catch (error) {
      if (!isAboutData(error)) {
        throw error;
      }
      if (results.length === 1) {
        const [{ claim }] = results;
        this.#failures.set(claim.entityRef, error);
        const reason = `The outcomes could not be stored: ${
          error instanceof Error ? error.message : error
        }`;
        return await this.#store.postpone([{ claim, reason }]);
      }
      const half = Math.ceil(results.length / 2);
      return [
        ...(await this.#writeResults(results.slice(0, half))),
        ...(await this.#writeResults(results.slice(half))),
      ];
    }
  }

  async #try<T>(
    items: T[],
    write: (items: T[]) => Promise<Written[]>,
  ): Promise<Written[]> {
    return items.length === 0 ? [] : await retryWhileAway(() => write(items));
  }
}

function toFirst(evaluated: Evaluated): First {
  const { claim, failure } = evaluated;
  return { kind: 'first', claim, failure, result: toResult(evaluated) };
}

/** Whether it is the values that PostgreSQL objects to: classes 22, 23 and 54. */
function isAboutData(error: unknown): boolean {
  return /^(22|23|54)/.test((error as { code?: string })?.code ?? '');
}

function retryAtOf(failure: object): Date | undefined {
  return (failure as { retryAt?: Date }).retryAt;
}
