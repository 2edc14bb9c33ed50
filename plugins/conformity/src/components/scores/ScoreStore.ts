import {
  ConformityApi,
  ScoreSummary,
} from '@waymark-idp/plugin-conformity-common';

/** What is known about one score: nothing yet, or the answer. */
export type ScoreEntry =
  | { state: 'loading' }
  | { state: 'loaded'; summary?: ScoreSummary }
  | { state: 'failed'; error: Error };

const LOADING: ScoreEntry = { state: 'loading' };

/**
 * The scores of many components, asked for together: whatever is wanted within
 * one turn of the event loop, as by the rows of a table, is one request.
 */
export class ScoreStore {
  readonly #api: Pick<ConformityApi, 'getScores'>;
  readonly #entries = new Map<string, ScoreEntry>();
  readonly #wanted = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #timer?: ReturnType<typeof setTimeout>;

  private constructor(api: Pick<ConformityApi, 'getScores'>) {
    this.#api = api;
  }

  static create(options: { api: Pick<ConformityApi, 'getScores'> }) {
    return new ScoreStore(options.api);
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  get(entityRef: string): ScoreEntry {
    return this.#entries.get(entityRef) ?? LOADING;
  }

  /** Asks for a score, unless it is known or on its way. */
  want(entityRef: string) {
    if (!this.#entries.has(entityRef)) {
      this.#enqueue(entityRef);
    }
  }

  /** Asks again for a score that somebody looks at; the old one stays meanwhile. */
  refresh(entityRef: string) {
    if (this.#entries.has(entityRef)) {
      this.#enqueue(entityRef);
    }
  }

  #enqueue(entityRef: string) {
    this.#wanted.add(entityRef);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#request();
    });
  }

  async #request() {
    const refs = [...this.#wanted];
    this.#wanted.clear();
    for (const ref of refs.filter(it => !this.#entries.has(it))) {
      this.#entries.set(ref, LOADING);
    }
    try {
      const summaries = await this.#api.getScores(refs);
      const byRef = new Map(summaries.map(it => [it.entityRef, it]));
      for (const ref of refs) {
        this.#entries.set(ref, { state: 'loaded', summary: byRef.get(ref) });
      }
    } catch (error) {
      for (const ref of refs) {
        this.#entries.set(ref, { state: 'failed', error: error as Error });
      }
    }
    this.#listeners.forEach(listener => listener());
  }
}
