const WINDOW_MS = 10 * 60_000;
const MAX_REMEMBERED = 20_000;

/**
 * Remembers deliveries for ten minutes, in this process. A replay after that,
 * or at another replica, makes the portal look at a repository once more, which
 * is all that a push event ever does.
 */
export class RecentDeliveries {
  readonly #seen = new Map<string, number>();
  readonly #now: () => number;

  static create(now: () => number = Date.now): RecentDeliveries {
    return new RecentDeliveries(now);
  }

  private constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether none of these marks was seen within the window. Remembers them. */
  isNew(...marks: string[]): boolean {
    this.#forget();
    const isNew = marks.every(mark => !this.#seen.has(mark));
    if (isNew) {
      marks.forEach(mark => this.#seen.set(mark, this.#now()));
    }
    return isNew;
  }

  #forget() {
    const oldest = this.#now() - WINDOW_MS;
    // In the order of insertion, so that the first that is young enough ends the search.
    for (const [mark, time] of this.#seen) {
      if (time > oldest && this.#seen.size <= MAX_REMEMBERED) {
        break;
      }
      this.#seen.delete(mark);
    }
  }
}
