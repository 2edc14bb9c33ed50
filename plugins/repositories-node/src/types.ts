/**
 * How much of a repository is read at most.
 *
 * Backstage's URL reader has no limits of its own; these are counted while the
 * tree streams by, and the read is aborted as soon as one is exceeded.
 *
 * @public
 */
export interface RepositoryLimits {
  /** Files and links in the tree. Default 50,000. */
  entries: number;
  /** Bytes of all files in the tree, kept or not, since all of them have to be streamed. Default 512 MiB. */
  treeBytes: number;
  /** Files whose contents are kept. Default 5,000. */
  keptFiles: number;
  /** Bytes of one kept file; a larger one is listed but has no text. Default 1 MiB. */
  fileBytes: number;
  /** Bytes of all kept files together. Default 20 MiB. */
  keptBytes: number;
  /**
   * How many times its compressed size an archive may unpack to, where the
   * compressed size is known: in uploads. Default 100; text is mostly below 10.
   */
  archiveRatio: number;
  /** Time for the whole read, in milliseconds. Default 30,000. */
  milliseconds: number;
}

/**
 * A repository, or a folder of it, at one commit.
 *
 * Paths are `/`-separated and relative to the folder that was read. Symbolic
 * links are never followed: one is listed as a file of size 0.
 *
 * @public
 */
export interface RepositorySnapshot {
  /** The location that was read. */
  readonly url: string;
  /** The commit's sha where the host tells it, otherwise the host's etag of the tree. */
  readonly commit: string;
  /** When the commit was made; undefined where the host does not tell. */
  readonly committedAt?: Date;
  /** The branch that the location names; undefined where it names none. */
  readonly branch?: string;
  /** All paths in the tree, sorted by code unit, whether their contents are kept or not. */
  readonly paths: readonly string[];
  /** Whether the tree has a file at this path. */
  has(path: string): boolean;
  /** Size of a file in bytes; undefined when the tree has no such file. */
  size(path: string): number | undefined;
  /**
   * The text of a file, decoded as UTF-8 without its byte order mark.
   *
   * @throws {@link RepositoryFileError} when there is no such file, or its
   * contents were not kept, are too large, or are not text.
   */
  text(path: string): string;
}

/** A snapshot that can go to another thread. @public */
export interface PackableSnapshot extends RepositorySnapshot {
  /** All of it as data, for {@link unpackSnapshot}. */
  pack(): PackedSnapshot;
}

/** A {@link RepositorySnapshot} as data. @public */
export interface PackedSnapshot {
  /** Everything but contents, as JSON. */
  readonly text: string;
  /** The contents that were kept, in the order of the text. */
  readonly contents: readonly Uint8Array[];
}

/** What to read. @public */
export interface RepositoryReadOptions {
  /** The location, as in a component's source location: `https://host/owner/name/src/branch/main/`. */
  url: string;
  /** Which files' contents to keep. All paths are listed either way. */
  keep: (path: string) => boolean;
  /**
   * Whether {@link RepositorySnapshot.committedAt} is wanted, which is one more
   * request to some hosts.
   */
  commitTime?: boolean;
  /** Ends the read early. */
  signal?: AbortSignal;
}

/**
 * Reads repositories.
 *
 * @public
 */
export interface RepositoryReader {
  /**
   * Reads a tree once.
   *
   * @throws {@link RepositoryUnavailableError} when the host does not give it.
   * @throws {@link RepositoryTooLargeError} when a limit is exceeded.
   */
  read(options: RepositoryReadOptions): Promise<PackableSnapshot>;

  /**
   * The commit that a location stands at now, without reading the tree.
   *
   * @throws {@link RepositoryUnavailableError} when the host does not tell.
   */
  resolveCommit(
    url: string,
    options?: { signal?: AbortSignal },
  ): Promise<string>;
}
