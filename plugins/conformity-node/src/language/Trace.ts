import { GraphFinding } from '../graph/GraphFinding';

/** A line of a file, as `lines()` gives it to an expression. */
export class Line {
  readonly file: string;
  /** 1-based; a bigint because that is what an int of the language is. */
  readonly line: bigint;
  readonly text: string;

  constructor(file: string, line: number, text: string) {
    this.file = file;
    this.line = BigInt(line);
    this.text = text;
  }
}

/** Says where in a file a value of a parsed document stands. */
export type Locate = (
  path: readonly (string | number)[],
) => { line: number; excerpt: string } | undefined;

/** Something an expression looked at. */
export type Touch =
  | { kind: 'absent'; pattern: string; literal: boolean }
  | { kind: 'present'; pattern: string; file: string }
  | { kind: 'read'; file: string; characters: number }
  | {
      kind: 'lines';
      pattern: string;
      literal: boolean;
      regex: string;
      searched: number;
      found: readonly Line[];
    }
  | {
      kind: 'value';
      /** Undefined for the catalog entity, and for what a collector told. */
      file?: string;
      collector?: string;
      path: readonly (string | number)[];
      missing: boolean;
      locate?: Locate;
    }
  | {
      kind: 'violation';
      file: string;
      path: readonly (string | number)[];
      message: string;
      locate: Locate;
    }
  | {
      kind: 'findings';
      findings: readonly {
        finding: Pick<GraphFinding, 'file' | 'line' | 'message'>;
        excerpt?: string;
      }[];
    };

const MAX_TOUCHES = 200;

/**
 * What one condition looked at, in order.
 *
 * The oldest are dropped first: what an expression looked at last is what
 * decided it.
 */
export class Trace {
  /**
   * Whether values that are taken from documents and entities are noted too:
   * each costs about as much as the rest of a condition, and what holds is
   * explained without them.
   */
  readonly notesValues: boolean;
  #touches: Touch[] = [];

  constructor(options: { notesValues: boolean }) {
    this.notesValues = options.notesValues;
  }

  add(touch: Touch) {
    this.#touches.push(touch);
    if (this.#touches.length > 2 * MAX_TOUCHES) {
      this.#touches = this.#touches.slice(-MAX_TOUCHES);
    }
  }

  get touches(): readonly Touch[] {
    return this.#touches.length > MAX_TOUCHES
      ? this.#touches.slice(-MAX_TOUCHES)
      : this.#touches;
  }
}
