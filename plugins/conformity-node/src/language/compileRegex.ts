import { InputError } from '@backstage/errors';
import { RE2JS } from 're2js';
import { requiredLiterals } from './requiredLiterals';

const MAX_LENGTH = 1000;
const MAX_CACHED = 500;
const cache = new Map<string, Regex>();

/** A compiled regular expression. */
export interface Regex {
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean;
  /**
   * Whether it may match a line of the text: never false where it does. One
   * pass over a whole file is much cheaper than one call per line.
   */
  mayMatchLineOf(text: string): boolean;
}

/**
 * Compiles a regular expression of the check language: RE2 syntax, which
 * matches in time linear in the text, whatever the pattern.
 *
 * @throws InputError when it is none.
 */
export function compileRegex(pattern: string): Regex {
  const known = cache.get(pattern);
  if (known) {
    return known;
  }
  if (pattern.length > MAX_LENGTH) {
    throw new InputError(
      `A regular expression has at most ${MAX_LENGTH} characters`,
    );
  }
  let regex: Regex;
  try {
    const whole = RE2JS.compile(pattern);
    // Plain texts take no time that depends on the pattern, whoever looks for them.
    const required = requiredLiterals(pattern)
      ?.map(literal => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('|');
    const mayMatch = required === undefined ? undefined : new RegExp(required);
    // With `^` and `$` at every line, what matches a line matches the file,
    // unless the pattern itself says where a text begins or ends.
    const saysWhere = /\\[Az]|\(\?[a-zA-Z]*-/.test(pattern);
    let anywhere: RE2JS | undefined;
    regex = {
      test: text => (mayMatch?.test(text) ?? true) && whole.test(text),
      mayMatchLineOf: text => {
        if (mayMatch && !mayMatch.test(text)) {
          return false;
        }
        if (saysWhere) {
          return true;
        }
        anywhere ??= RE2JS.compile(pattern, RE2JS.MULTILINE);
        return anywhere.test(text);
      },
    };
  } catch (error) {
    throw new InputError(
      `'${pattern}' is not a regular expression in RE2 syntax: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  if (cache.size >= MAX_CACHED) {
    cache.clear();
  }
  cache.set(pattern, regex);
  return regex;
}

/** Forgets what is compiled: after an interrupted match its state is unknown. */
export function forgetRegexes() {
  cache.clear();
}
