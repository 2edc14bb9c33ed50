import { InputError } from '@backstage/errors';

/** Tells whether a path matches; `literal` when only one path ever can. */
export interface Glob {
  readonly source: string;
  readonly literal: boolean;
  /** What every matching path starts with, when that is one text. */
  readonly prefix: string;
  matches(path: string): boolean;
}

const MAX_LENGTH = 256;
const MAX_ALTERNATIVES = 128;
const MAX_CACHED = 1000;
const cache = new Map<string, Glob>();

/**
 * Compiles a glob of the check language.
 *
 * `*` and `?` match within one segment (a leading dot too), `**` any number of
 * whole segments, `{a,b}` either text. Nothing else is special.
 *
 * Globs come from people, and the usual translation to a regular expression
 * backtracks; this matches in time proportional to pattern times path at most.
 *
 * @throws InputError when the glob is not one.
 */
export function compileGlob(source: string): Glob {
  let glob = cache.get(source);
  if (!glob) {
    glob = compile(source);
    if (cache.size >= MAX_CACHED) {
      cache.clear();
    }
    cache.set(source, glob);
  }
  return glob;
}

function compile(source: string): Glob {
  if (source === '' || source.length > MAX_LENGTH) {
    throw new InputError(
      `A glob has 1 to ${MAX_LENGTH} characters: '${source.slice(0, 40)}'`,
    );
  }
  const alternatives = expandBraces(source);
  for (const alternative of alternatives) {
    const bad = alternative
      .split('/')
      .some(segment => segment === '' || segment === '.' || segment === '..');
    if (bad) {
      throw new InputError(
        `A glob is relative to the root of the repository, without empty, '.' or '..' segments: '${source}'`,
      );
    }
  }
  const patterns = alternatives.map(alternative => ({
    // Fixed ends decide most paths without taking them apart.
    start: alternative.split(/[*?]/, 1)[0],
    end: /[^*?/]*$/.exec(alternative)![0],
    segments: alternative.split('/'),
  }));
  return {
    source,
    literal: alternatives.length === 1 && !/[*?]/.test(source),
    prefix: commonPrefix(patterns.map(({ start }) => start)),
    matches: path => {
      let segments: string[] | undefined;
      return patterns.some(pattern => {
        if (!path.startsWith(pattern.start) || !path.endsWith(pattern.end)) {
          return false;
        }
        segments ??= path.split('/');
        return matchesSegments(pattern.segments, segments);
      });
    },
  };
}

function commonPrefix(texts: string[]): string {
  let prefix = texts[0];
  for (const text of texts) {
    while (!text.startsWith(prefix)) {
      prefix = prefix.slice(0, -1);
    }
  }
  return prefix;
}

function expandBraces(source: string): string[] {
  const open = source.indexOf('{');
  if (open < 0) {
    if (source.includes('}')) {
      throw new InputError(`A '}' without its '{' in the glob '${source}'`);
    }
    return [source];
  }
  const close = matchingBrace(source, open);
  const before = source.slice(0, open);
  const expanded: string[] = [];
  for (const choice of splitChoices(source.slice(open + 1, close))) {
    expanded.push(...expandBraces(before + choice + source.slice(close + 1)));
    if (expanded.length > MAX_ALTERNATIVES) {
      throw new InputError(
        `A glob has at most ${MAX_ALTERNATIVES} alternatives: '${source}'`,
      );
    }
  }
  return expanded;
}

function matchingBrace(source: string, open: number): number {
  let depth = 0;
  for (let i = open; i < source.length; i++) {
    if (source[i] === '{') {
      depth += 1;
    } else if (source[i] === '}') {
      depth -= 1;
      if (depth === 0) {
        return i;
      }
    }
  }
  throw new InputError(`A '{' without its '}' in the glob '${source}'`);
}

function splitChoices(text: string): string[] {
  const choices = [''];
  let depth = 0;
  for (const character of text) {
    if (character === ',' && depth === 0) {
      choices.push('');
      continue;
    }
    if (character === '{') {
      depth += 1;
    } else if (character === '}') {
      depth -= 1;
    }
    choices[choices.length - 1] += character;
  }
  return choices;
}

/** Greedy with one step back, as for `*` below, but over whole segments. */
function matchesSegments(pattern: string[], path: string[]): boolean {
  let p = 0;
  let s = 0;
  let star = -1;
  let resume = 0;
  while (s < path.length) {
    if (p < pattern.length && pattern[p] === '**') {
      star = p;
      resume = s;
      p += 1;
    } else if (p < pattern.length && matchesSegment(pattern[p], path[s])) {
      p += 1;
      s += 1;
    } else if (star >= 0) {
      p = star + 1;
      resume += 1;
      s = resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '**') {
    p += 1;
  }
  return p === pattern.length;
}

function matchesSegment(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p;
      resume = t;
      p += 1;
    } else if (
      p < pattern.length &&
      (pattern[p] === '?' || pattern[p] === text[t])
    ) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      resume += 1;
      t = resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') {
    p += 1;
  }
  return p === pattern.length;
}
