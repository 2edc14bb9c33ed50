import { AsyncResource } from 'node:async_hooks';
import { createHash, randomUUID } from 'node:crypto';

/** Work that was accepted. What it led to is there once it has ended. */
export type Job<Result> = { id: string } & (
  | { state: 'waiting' | 'running' }
  | { state: 'done'; result: Result }
  | { state: 'failed'; error: unknown }
);

export interface JobQueueOptions<Input, Result> {
  work(input: Input): Promise<Result>;
  /** How many are worked on at a time. */
  concurrency: number;
  /** How many may wait, at most. */
  maxWaiting: number;
  /** How many that have ended are remembered, at most. */
  maxEnded: number;
  ended(job: Job<unknown>, durationMs: number): void;
}

/** There is no room for more work, or no more is begun. Later, or elsewhere, there is. */
export class BusyError extends Error {
  override name = 'BusyError';
  readonly retryAfterSeconds = 5;
}

export class KeyReusedError extends Error {
  override name = 'KeyReusedError';
}

export class UnknownJobError extends Error {
  override name = 'UnknownJobError';
}

interface Entry<Result> {
  job: Job<Result>;
  key: string;
  digest: string;
}

/**
 * Accepts work that takes longer than a request, no more than it has room for, and none twice: work that comes again with
 * the same key is the same job. Jobs are in the memory of this process.
 */
export class JobQueue<Input, Result> {
  readonly #options: JobQueueOptions<Input, Result>;
  readonly #byId = new Map<string, Entry<Result>>();
  readonly #byKey = new Map<string, Entry<Result>>();
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #ended: Entry<Result>[] = [];
  readonly #drained = Promise.withResolvers<void>();
  #running = 0;
  #draining = false;

  constructor(options: JobQueueOptions<Input, Result>) {
    this.#options = options;
  }

  /** @throws {@link BusyError}, {@link KeyReusedError} where the key came with other work before */
  accept(key: string, input: Input): Job<Result> {
    const digest = createHash('sha256').update(JSON.stringify(input)).digest('hex');
    const known = this.#byKey.get(key);
    if (known && known.digest !== digest)
      throw new KeyReusedError(`The key "${key}" was sent with another request before`);
    if (known) return known.job;
    if (this.#draining) throw new BusyError('This process is about to stop');
    if (this.#running >= this.#options.concurrency && this.#waiting.length >= this.#options.maxWaiting)
      throw new BusyError(`${this.#waiting.length} jobs are waiting, and there is room for no more`);

    const entry: Entry<Result> = { job: { id: randomUUID(), state: 'waiting' }, key, digest };
    this.#byId.set(entry.job.id, entry);
    this.#byKey.set(key, entry);
    // Whatever belongs to the request, such as its trace, belongs to its work as well.
    this.#waiting.push(AsyncResource.bind(() => this.#work(entry, input)));
    this.#next();
    return entry.job;
  }

  /** @throws {@link UnknownJobError} */
  get(id: string): Job<Result> {
    const entry = this.#byId.get(id);
    if (!entry) throw new UnknownJobError(`There is no job "${id}" here, or no more: send the work again`);
    return entry.job;
  }

  /** Accepts nothing more. Resolves when all that was accepted has ended. */
  drain(): Promise<void> {
    this.#draining = true;
    this.#next();
    return this.#drained.promise;
  }

  #next(): void {
    while (this.#running < this.#options.concurrency) {
      const begin = this.#waiting.shift();
      if (!begin) break;
      this.#running++;
      void begin().finally(() => {
        this.#running--;
        this.#next();
      });
    }
    if (this.#draining && this.#running === 0) this.#drained.resolve();
  }

  async #work(entry: Entry<Result>, input: Input): Promise<void> {
    const { id } = entry.job;
    entry.job = { id, state: 'running' };
    const startedAt = performance.now();
    try {
      entry.job = { id, state: 'done', result: await this.#options.work(input) };
    } catch (error) {
      entry.job = { id, state: 'failed', error };
    }
    this.#options.ended(entry.job, performance.now() - startedAt);
    this.#ended.push(entry);
    const forgotten = this.#ended.length > this.#options.maxEnded ? this.#ended.shift() : undefined;
    if (!forgotten) return;
    this.#byId.delete(forgotten.job.id);
    this.#byKey.delete(forgotten.key);
  }
}
