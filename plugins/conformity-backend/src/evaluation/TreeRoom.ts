import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';

// Requests to hosts at a time, of one batch.
const READS_AT_ONCE = 10;
// Of trees that wait for their evaluation, of one batch: enough to keep a thread
// busy. More would only be carried along by the garbage collector.
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Lets only so many trees be read at a time, and only so much of them be in
 * memory. Small trees wait for each other: evaluated together they cost less.
 */
export class TreeRoom {
  #reading = 0;
  #bytes = 0;
  readonly #waiting: (() => void)[] = [];

  static create(): TreeRoom {
    return new TreeRoom();
  }

  private constructor() {}

  /** Waits until there is room to read one more. */
  async enter(): Promise<TreePlace> {
    while (!this.#hasRoom()) {
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    }
    this.#change(1, 0);
    let reading = 1;
    let held = 0;
    const becomes = (bytes: number) => {
      this.#change(-reading, bytes - held);
      reading = 0;
      held = bytes;
    };
    return {
      holds: snapshot => becomes(bytesOf(snapshot)),
      leave: () => becomes(0),
    };
  }

  #change(reading: number, bytes: number): void {
    this.#reading += reading;
    this.#bytes += bytes;
    if (this.#hasRoom()) {
      this.#waiting.shift()?.();
    }
  }

  #hasRoom(): boolean {
    return this.#reading < READS_AT_ONCE && this.#bytes < MOST_BYTES;
  }
}

/** What one component takes of it. */
export interface TreePlace {
  /** It is read: the next may be. */
  holds(snapshot: RepositorySnapshot): void;
  leave(): void;
}

/** At most so much of it is in memory. */
function bytesOf(snapshot: RepositorySnapshot): number {
  return snapshot.paths.reduce(
    (sum, path) => sum + (snapshot.size(path) ?? 0),
    0,
  );
}
