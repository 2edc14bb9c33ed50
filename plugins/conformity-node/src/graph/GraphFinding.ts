import { DeclaredDependency } from '@waymark-idp/plugin-conformity-common';
import { shortRef } from './declarations';
import { RESILIENCE_FILE } from './declarationFiles';

/** Something wrong between components, as `graph` gives it to an expression. */
export class GraphFinding {
  readonly message: string;
  /** Entity refs, from caller to callee. */
  readonly chain: string[];
  /** Where the component itself has its share in it; empty for the catalog. */
  readonly file: string;
  /** 1-based; 0 for no line. A bigint because that is what an int of the language is. */
  readonly line: bigint;

  constructor(options: {
    message: string;
    chain: readonly string[];
    file?: string;
    line?: number;
  }) {
    this.message = options.message;
    this.chain = [...options.chain];
    this.file = options.file ?? '';
    this.line = BigInt(options.line ?? 0);
  }
}

/** A finding at a row of `resilience.yaml`. */
export function atRow(
  row: DeclaredDependency,
  chain: readonly string[],
  message: string,
): GraphFinding {
  const { line } = row;
  return new GraphFinding({ message, chain, file: RESILIENCE_FILE, line });
}

const MAX_CHARACTERS = 170;

/** `checkout → orders → ledger`; a long one without its middle, so that both ends are seen. */
export function chainText(refs: readonly string[]): string {
  return elided(refs.map(shortRef), ' → ', MAX_CHARACTERS);
}

/** Joins texts, and leaves out the middle where that would be too long. */
export function elided(
  texts: readonly string[],
  separator: string,
  maxCharacters: number,
): string {
  const whole = texts.join(separator);
  if (whole.length <= maxCharacters || texts.length < 4) {
    return whole;
  }
  const first = [texts[0]];
  const last = [texts[texts.length - 1]];
  const length = () =>
    [...first, '…', ...last].join(separator).length + separator.length;
  for (let i = 1; i < texts.length - 1; i++) {
    const next = i % 2 ? texts[(i + 1) / 2] : texts[texts.length - 1 - i / 2];
    if (length() + next.length > maxCharacters) {
      break;
    }
    if (i % 2) {
      first.push(next);
    } else {
      last.unshift(next);
    }
  }
  return [...first, '…', ...last].join(separator);
}

/** `400 ms`, `1,000 ms`. */
export function millisecondsText(milliseconds: number): string {
  return `${numberText(milliseconds)} ms`;
}

/** With separators between thousands. */
export function numberText(value: number): string {
  return value.toLocaleString('en-GB');
}
