import { ANSWERS_PATH } from '@waymark-idp/plugin-golden-path-common';
import { FileTree, textOf } from '../tree';

/** What is asked of a repository to compare it. @public */
export interface RepositoryTexts {
  has(path: string): boolean;
  /** Undefined for what is not there, too large, or not text. */
  text(path: string): string | undefined;
}

/** How near a repository is to what a version of a template renders. @public */
export interface Nearness {
  /** 0 to 1. */
  share: number;
  /** Rendered files that the repository has with the same contents. */
  same: string[];
  /** Those that it has with other contents. */
  different: string[];
  /** Those that it does not have. */
  missing: string[];
}

/** Portals write these themselves: they say nothing about where a repository comes from. */
const OF_THE_PORTAL = new Set(['catalog-info.yaml', ANSWERS_PATH]);

/**
 * How near a repository is to what was rendered, by the files of the latter:
 * each counts half for being there, and half for the share of its lines that
 * are the same. What the repository has besides does not count.
 *
 * @param weightOf - how much a path says; default: each as much
 * @public
 */
export function nearnessOf(
  rendered: FileTree,
  repository: RepositoryTexts,
  weightOf: (path: string) => number = () => 1,
): Nearness {
  const nearness: Nearness = { share: 0, same: [], different: [], missing: [] };
  let sum = 0;
  let all = 0;
  for (const [path, file] of [...rendered].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    if (OF_THE_PORTAL.has(path)) {
      continue;
    }
    const weight = weightOf(path);
    all += weight;
    if (!repository.has(path)) {
      nearness.missing.push(path);
      continue;
    }
    const likeness = likenessOf(textOf(file), repository.text(path));
    nearness[likeness === 1 ? 'same' : 'different'].push(path);
    sum += (weight * (1 + likeness)) / 2;
  }
  nearness.share = all === 0 ? 0 : Math.round((sum / all) * 1000) / 1000;
  return nearness;
}

/** 0 to 1: twice the lines that both have, by all lines. Only the same text is 1. */
function likenessOf(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) {
    return 0;
  }
  if (a === b) {
    return 1;
  }
  const left = linesOf(a);
  const right = linesOf(b);
  const counts = new Map<string, number>();
  for (const line of left) {
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  let both = 0;
  for (const line of right) {
    const unmatched = counts.get(line) ?? 0;
    if (unmatched > 0) {
      counts.set(line, unmatched - 1);
      both += 1;
    }
  }
  const all = left.length + right.length;
  return all === 0 ? 0 : Math.min(0.99, (2 * both) / all);
}

/** Lines that say something: a closing bracket is everywhere. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => /[\p{L}\p{N}]/u.test(line));
}
