import fs from 'node:fs/promises';
import path from 'node:path';
import type { PullRequest } from './PullRequest';

const FOLDER = 'waymark-pulls';

/**
 * Pull requests as one JSON file each, inside their repository: they come and
 * go with it. A file is replaced by a rename, so a reader or a crash never
 * meets half of one.
 */
export class PullRequestStore {
  private constructor() {}

  static create(): PullRequestStore {
    return new PullRequestStore();
  }

  async find(gitDir: string, number: number): Promise<PullRequest | undefined> {
    try {
      const file = path.join(gitDir, FOLDER, `${number}.json`);
      return JSON.parse(await fs.readFile(file, 'utf8'));
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  /** All of a repository, newest first. */
  async list(gitDir: string): Promise<PullRequest[]> {
    const numbers = await this.#numbers(gitDir);
    const found = await Promise.all(
      numbers.map(number => this.find(gitDir, number)),
    );
    return found.filter(pull => pull !== undefined);
  }

  /** The number of the next one. Ask and write under the repository's lock. */
  async nextNumber(gitDir: string): Promise<number> {
    return ((await this.#numbers(gitDir))[0] ?? 0) + 1;
  }

  async write(gitDir: string, pull: PullRequest): Promise<void> {
    const folder = path.join(gitDir, FOLDER);
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    const file = path.join(folder, `${pull.number}.json`);
    const unfinished = `${file}.tmp`;
    const handle = await fs.open(unfinished, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(pull, undefined, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(unfinished, file);
  }

  async #numbers(gitDir: string): Promise<number[]> {
    const names = await fs
      .readdir(path.join(gitDir, FOLDER))
      .catch((): string[] => []);
    return names
      .map(name => /^(\d+)\.json$/.exec(name)?.[1])
      .filter(number => number !== undefined)
      .map(Number)
      .sort((a, b) => b - a);
  }
}
