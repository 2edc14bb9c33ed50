import { RepositoryHost, TreeEntry } from './RepositoryHost';

const FOLDER = '040000';

/** Looks paths up in the tree of a commit, each folder read at most once. */
export class TreeWalker {
  readonly #host: Pick<RepositoryHost, 'listFolder'>;
  readonly #commit: string;
  readonly #folders = new Map<string, Promise<Map<string, TreeEntry>>>();

  private constructor(
    host: Pick<RepositoryHost, 'listFolder'>,
    commit: string,
  ) {
    this.#host = host;
    this.#commit = commit;
  }

  static create(
    host: Pick<RepositoryHost, 'listFolder'>,
    commit: string,
  ): TreeWalker {
    return new TreeWalker(host, commit);
  }

  /**
   * The entry at a path; undefined where there is none. Where something other
   * than a folder stands in the way, that is told as `blockedBy`.
   */
  async look(
    path: string,
  ): Promise<
    | (TreeEntry & { blockedBy?: undefined })
    | { blockedBy: string; mode: string }
    | undefined
  > {
    const segments = path.split('/');
    let folder = await this.#list('', undefined);
    for (let depth = 1; ; depth++) {
      const entry = folder.get(segments[depth - 1]);
      if (!entry || depth === segments.length) {
        return entry;
      }
      const above = segments.slice(0, depth).join('/');
      if (entry.mode !== FOLDER) {
        return { blockedBy: above, mode: entry.mode };
      }
      folder = await this.#list(above, entry.id);
    }
  }

  /** The identity of what is at a path, to compare between commits. */
  async identity(path: string): Promise<string | undefined> {
    const found = await this.look(path);
    return found && found.blockedBy === undefined
      ? `${found.mode} ${found.id}`
      : undefined;
  }

  #list(path: string, id: string | undefined) {
    let entries = this.#folders.get(path);
    if (!entries) {
      entries = this.#host
        .listFolder({ commit: this.#commit, path, id })
        .then(all => new Map(all.map(entry => [entry.name, entry])));
      this.#folders.set(path, entries);
    }
    return entries;
  }
}
