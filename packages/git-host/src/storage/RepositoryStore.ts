import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Git } from '../git/Git';
import { HttpError, notFound } from '../http/HttpError';
import { assertValidName, isValidName } from '../names';
import type { Repository } from './Repository';

const METADATA = 'waymark.json';

/**
 * Organisations and repositories as folders: `<root>/<owner>/<name>.git`.
 *
 * Both appear and disappear by one rename, so that a reader, a second creator
 * or a crash never meets half of one.
 */
export class RepositoryStore {
  readonly #root: string;
  readonly #git: Git;

  private constructor(root: string, git: Git) {
    this.#root = root;
    this.#git = git;
  }

  static create(options: { root: string; git: Git }): RepositoryStore {
    return new RepositoryStore(options.root, options.git);
  }

  /** The folder that holds all repositories. */
  get root(): string {
    return this.#root;
  }

  /** A path for something unfinished; emptied at every start. */
  temporaryPath(): string {
    return path.join(this.#root, '.tmp', randomUUID());
  }

  async listOwners(): Promise<string[]> {
    const entries = await fs.readdir(this.#root, { withFileTypes: true });
    return entries
      .filter(e => e.isDirectory() && isValidName('organisation', e.name))
      .map(e => e.name)
      .sort();
  }

  /** @throws HttpError 404 */
  async requireOwner(owner: string): Promise<string> {
    if (
      isValidName('organisation', owner) &&
      (await isFolder(path.join(this.#root, owner)))
    ) {
      return owner;
    }
    throw notFound(`Organisation ${owner}`);
  }

  /** @throws HttpError 409 or 422 */
  async createOwner(input: unknown): Promise<string> {
    await this.#refuseTwin(this.#root, input, 'Organisation ');
    const owner = assertValidName('organisation', input);
    try {
      await fs.mkdir(path.join(this.#root, owner), { mode: 0o700 });
    } catch (error) {
      throw taken(error) ? exists(`Organisation ${owner}`) : error;
    }
    return owner;
  }

  async list(owner: string): Promise<Repository[]> {
    const entries = await fs.readdir(path.join(this.#root, owner));
    const names = entries
      .filter(entry => entry.endsWith('.git'))
      .map(entry => entry.slice(0, -'.git'.length))
      .sort();
    const found = await Promise.all(names.map(name => this.find(owner, name)));
    return found.filter(repository => repository !== undefined);
  }

  async find(owner: string, name: string): Promise<Repository | undefined> {
    if (
      !isValidName('organisation', owner) ||
      !isValidName('repository', name)
    ) {
      return undefined;
    }
    const gitDir = this.#gitDir(owner, name);
    try {
      const text = await fs.readFile(path.join(gitDir, METADATA), 'utf8');
      return { ...JSON.parse(text), owner, name, gitDir };
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes((error as { code: string }).code)) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Of two that create the same name at once, one gets the repository and the
   * other the error.
   *
   * @throws HttpError 404, 409 or 422
   */
  async createRepository(options: {
    owner: string;
    name: unknown;
    description: string;
    private: boolean;
    creator: string;
    defaultBranch: string;
  }): Promise<Repository> {
    const owner = await this.requireOwner(options.owner);
    const ownerDir = path.join(this.#root, owner);
    await this.#refuseTwin(
      ownerDir,
      options.name,
      `Repository ${owner}/`,
      '.git',
    );
    const name = assertValidName('repository', options.name);
    const metadata = {
      description: options.description,
      private: options.private,
      creator: options.creator,
      createdAt: new Date().toISOString(),
    };
    const unfinished = this.temporaryPath();
    const gitDir = this.#gitDir(owner, name);
    try {
      await this.#git.run(undefined, [
        'init',
        '--quiet',
        '--bare',
        '--template=',
        `--initial-branch=${options.defaultBranch}`,
        unfinished,
      ]);
      await fs.mkdir(path.join(unfinished, 'info'), { recursive: true });
      // Archives are what gets read and judged: nothing may hide from them.
      await fs.writeFile(
        path.join(unfinished, 'info', 'attributes'),
        '* -export-ignore -export-subst\n',
      );
      await fs.writeFile(
        path.join(unfinished, METADATA),
        `${JSON.stringify(metadata, undefined, 2)}\n`,
      );
      await fs.rename(unfinished, gitDir);
    } catch (error) {
      await fs.rm(unfinished, { recursive: true, force: true });
      throw taken(error) ? exists(`Repository ${owner}/${name}`) : error;
    }
    return { ...metadata, owner, name, gitDir };
  }

  async deleteRepository(repository: Repository): Promise<void> {
    const grave = this.temporaryPath();
    await fs.rename(repository.gitDir, grave);
    await fs.rm(grave, { recursive: true, force: true });
  }

  /** When a branch last moved; git touches this folder whenever one does. */
  async lastPushAt(repository: Repository): Promise<Date> {
    const heads = path.join(repository.gitDir, 'refs', 'heads');
    return (await fs.stat(heads)).mtime;
  }

  #gitDir(owner: string, name: string): string {
    return path.join(this.#root, owner, `${name}.git`);
  }

  /** A name that differs from an existing one by case only is taken. */
  async #refuseTwin(
    folder: string,
    name: unknown,
    what: string,
    suffix = '',
  ): Promise<void> {
    const folded = `${name}`.toLowerCase() + suffix;
    if ((await fs.readdir(folder)).includes(folded)) {
      throw exists(`${what}${`${name}`.toLowerCase()}`);
    }
  }
}

async function isFolder(folder: string): Promise<boolean> {
  const stat = await fs.lstat(folder).catch(() => undefined);
  return stat?.isDirectory() ?? false;
}

function taken(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return ['EEXIST', 'ENOTEMPTY', 'EPERM'].includes(code);
}

function exists(what: string): HttpError {
  return new HttpError(409, `${what} already exists`);
}
