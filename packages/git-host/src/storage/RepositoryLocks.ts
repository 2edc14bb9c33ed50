/**
 * Lets one writer at a time at a repository: pushes and deletion wait for each
 * other, readers wait for nobody. What changed between two looks at the
 * branches is then the work of exactly one push.
 */
export class RepositoryLocks {
  readonly #tails = new Map<string, Promise<unknown>>();

  private constructor() {}

  static create(): RepositoryLocks {
    return new RepositoryLocks();
  }

  async withLock<T>(gitDir: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(gitDir) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#tails.set(gitDir, mine);
    try {
      return await mine;
    } finally {
      if (this.#tails.get(gitDir) === mine) {
        this.#tails.delete(gitDir);
      }
    }
  }

  /** Settles when every writer of this moment has ended. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#tails.values());
  }
}
