import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { compileGlob, Glob } from './glob';

/** The files of one repository by glob, each glob looked for once. */
export class FoundFiles {
  readonly #repository: RepositorySnapshot | undefined;
  readonly #known = new Map<string, string[]>();

  constructor(repository: RepositorySnapshot | undefined) {
    this.#repository = repository;
  }

  /** Paths, sorted. */
  matching(pattern: string): string[] {
    let found = this.#known.get(pattern);
    if (!found) {
      found = this.#search(compileGlob(pattern));
      this.#known.set(pattern, found);
    }
    return found;
  }

  /** Paths are sorted, so those with the glob's fixed prefix are neighbours. */
  #search(glob: Glob): string[] {
    if (glob.literal) {
      return this.#repository?.has(glob.source) ? [glob.source] : [];
    }
    const paths = this.#repository?.paths ?? [];
    const found: string[] = [];
    const { prefix } = glob;
    for (let i = lowerBound(paths, prefix); i < paths.length; i++) {
      if (!paths[i].startsWith(prefix)) {
        break;
      }
      if (glob.matches(paths[i])) {
        found.push(paths[i]);
      }
    }
    return found;
  }
}

function lowerBound(sorted: readonly string[], value: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
