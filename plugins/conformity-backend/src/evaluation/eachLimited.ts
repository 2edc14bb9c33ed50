import { setImmediate } from 'timers/promises';

/** Works on so many items at a time. The work itself does not throw. */
export async function eachLimited<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const run = async () => {
    while (next < items.length) {
      const item = items[next];
      next += 1;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, run));
}

// As long as others may have to wait for the event loop.
const BREATH_MS = 25;

/** Keeps a batch from taking all the time there is. */
export class Pace {
  readonly #end: number;
  readonly #signal: AbortSignal;
  #breathed = performance.now();

  static create(options: { beginWithin: number; signal: AbortSignal }): Pace {
    return new Pace(performance.now() + options.beginWithin, options.signal);
  }

  private constructor(end: number, signal: AbortSignal) {
    this.#end = end;
    this.#signal = signal;
  }

  /** Whether there is time to begin with another component. */
  mayBegin(): boolean {
    return !this.#signal.aborted && performance.now() < this.#end;
  }

  /** Lets requests, timers and the database have their turn, when it is time. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#breathed > BREATH_MS) {
      await setImmediate();
      this.#breathed = performance.now();
    }
  }
}
