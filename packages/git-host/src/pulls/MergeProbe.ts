import type { Git } from '../git/Git';
import { mergeTrees } from '../git/merge';

export interface Mergeability {
  mergeable: boolean;
  conflicts: string[];
}

const MAX_REMEMBERED = 1_000;

/**
 * Finds out whether two commits merge. What the attempt writes is thrown away,
 * so that looking at a pull request does not make its repository grow.
 */
export class MergeProbe {
  readonly #git: Git;
  readonly #temporaryPath: () => string;
  /** Commits never change: an answer holds for ever. */
  readonly #known = new Map<string, Promise<Mergeability>>();

  private constructor(git: Git, temporaryPath: () => string) {
    this.#git = git;
    this.#temporaryPath = temporaryPath;
  }

  static create(options: { git: Git; temporaryPath(): string }): MergeProbe {
    return new MergeProbe(options.git, options.temporaryPath);
  }

  async run(gitDir: string, base: string, head: string): Promise<Mergeability> {
    const key = `${gitDir} ${base} ${head}`;
    let answer = this.#known.get(key);
    if (!answer) {
      answer = this.#try(gitDir, base, head);
      this.#known.set(key, answer);
      answer.catch(() => this.#known.delete(key));
      const [oldest] = this.#known.keys();
      if (this.#known.size > MAX_REMEMBERED) {
        this.#known.delete(oldest);
      }
    }
    // git may give up on files beyond its memory: then it cannot merge either.
    return answer.catch(() => ({ mergeable: false, conflicts: [] }));
  }

  async #try(gitDir: string, base: string, head: string) {
    const result = await mergeTrees(
      this.#git,
      gitDir,
      base,
      head,
      this.#temporaryPath(),
    );
    return result.clean
      ? { mergeable: true, conflicts: [] }
      : { mergeable: false, conflicts: result.conflicts };
  }
}
