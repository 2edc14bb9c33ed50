/** Too many to be looked for at once. */
const MOST_LITERALS = 50;
/** Shorter ones are in almost every text. */
const LEAST_LENGTH = 2;

const QUANTIFIER = /^(?:([?*])|\+|\{(\d+)(?:,\d*)?\})\??/;
const CLASS = /^\[\^?\]?(?:\\.|\[:\^?[a-z]+:\]|[^\\\]])*\]/s;
const GROUP = /^\((?:\?:|\?P?<\w+>|(?!\?))/;
const ESCAPED_PUNCTUATION = /^\\[^\w\s]/;
const ESCAPED_PLACE_OR_CLASS = /^\\[bBdDwWsSAztnrfv]/;
const SPECIAL = /^[.^$]/;

/** What is not understood here; then nothing is known to be required. */
class NotUnderstood extends Error {}

/**
 * Texts of which one is in whatever a pattern in RE2 syntax matches, or
 * undefined where that cannot be told. Looking for them first is many times
 * quicker than matching.
 */
export function requiredLiterals(
  pattern: string,
): readonly string[] | undefined {
  const reader = { pattern, at: 0 };
  try {
    const found = alternation(reader);
    return reader.at === pattern.length && isUseful(found) ? found : undefined;
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return undefined;
    }
    throw error;
  }
}

interface Reader {
  readonly pattern: string;
  at: number;
}

/** One of some, or undefined for nothing in particular. */
type Required = readonly string[] | undefined;

/** Up to the end, or to the bracket that closes it. */
function alternation(reader: Reader): Required {
  let all: Required = [];
  for (;;) {
    const branch = sequence(reader);
    all = all && branch && [...all, ...branch];
    if (reader.pattern[reader.at] !== '|') {
      return all;
    }
    reader.at += 1;
  }
}

/** All of these are required: what is least likely to be there is chosen. */
function sequence(reader: Reader): Required {
  let best: Required;
  let run = '';
  const offer = (found: Required) => {
    if (found && (!best || isBetter(found, best))) {
      best = found;
    }
  };
  const endRun = () => {
    offer(run === '' ? undefined : [run]);
    run = '';
  };
  while (reader.at < reader.pattern.length) {
    const { pattern, at } = reader;
    if (pattern[at] === '|' || pattern[at] === ')') {
      break;
    }
    const atom = nextAtom(reader);
    const quantifier = take(reader, QUANTIFIER);
    const isOptional =
      quantifier !== undefined && /^(?:[?*]|\{0)/.test(quantifier);
    if (atom.literal !== undefined) {
      if (!isOptional) {
        run += atom.literal;
      }
      if (quantifier !== undefined) {
        endRun();
      }
    } else {
      endRun();
      offer(isOptional ? undefined : atom.required);
    }
  }
  endRun();
  return best;
}

function nextAtom(reader: Reader): { literal?: string; required?: Required } {
  const escaped = take(reader, ESCAPED_PUNCTUATION);
  if (escaped) {
    return { literal: escaped[1] };
  }
  if (
    take(reader, ESCAPED_PLACE_OR_CLASS) ??
    take(reader, SPECIAL) ??
    take(reader, CLASS)
  ) {
    return {};
  }
  if (take(reader, GROUP)) {
    const required = alternation(reader);
    if (reader.pattern[reader.at] !== ')') {
      throw new NotUnderstood();
    }
    reader.at += 1;
    return { required };
  }
  const character = reader.pattern[reader.at];
  // Flags, other escapes, and what is no pattern at all. Outside of ASCII, two
  // units may be one character.
  if (/[\\([?*+]/.test(character) || character > '~') {
    throw new NotUnderstood();
  }
  reader.at += 1;
  return { literal: character };
}

function take(reader: Reader, what: RegExp): string | undefined {
  const found = what.exec(reader.pattern.slice(reader.at))?.[0];
  reader.at += found?.length ?? 0;
  return found;
}

function isBetter(one: readonly string[], other: readonly string[]): boolean {
  return shortest(one) > shortest(other);
}

function shortest(literals: readonly string[]): number {
  return Math.min(...literals.map(({ length }) => length));
}

function isUseful(literals: Required): literals is readonly string[] {
  return (
    literals !== undefined &&
    literals.length <= MOST_LITERALS &&
    shortest(literals) >= LEAST_LENGTH
  );
}
