import { InputError } from '@backstage/errors';
import { RE2JS } from 're2js';

const MAX_LENGTH = 1000;
const MAX_CACHED = 500;
const cache = new Map<string, RE2JS>();

/**
 * Compiles a regular expression of the check language: RE2 syntax, which
 * matches in time linear in the text, whatever the pattern.
 *
 * @throws InputError when it is none.
 */
export function compileRegex(pattern: string): RE2JS {
  const known = cache.get(pattern);
  if (known) {
    return known;
  }
  if (pattern.length > MAX_LENGTH) {
    throw new InputError(
      `A regular expression has at most ${MAX_LENGTH} characters`,
    );
  }
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(pattern);
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
