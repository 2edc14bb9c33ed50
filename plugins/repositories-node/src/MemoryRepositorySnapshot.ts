import { RepositoryFileError } from './errors';
import { PackableSnapshot, PackedSnapshot } from './types';

/** A file as the snapshot knows it; `content` is absent when it was not kept. */
export interface SnapshotFile {
  size: number;
  content?: Uint8Array;
}

/** What {@link PackedSnapshot.text} says. */
interface Listing {
  url: string;
  commit: string;
  /** Milliseconds since 1970. */
  committedAt?: number;
  branch?: string;
  fileBytes: number;
  /** The last is how many bytes of the contents are its own; none where they were not kept. */
  files: [path: string, size: number, bytes?: number][];
}

const utf8 = new TextDecoder('utf-8');

/** A snapshot whose kept files are in memory. */
export class MemoryRepositorySnapshot implements PackableSnapshot {
  readonly url: string;
  readonly commit: string;
  readonly committedAt?: Date;
  readonly branch?: string;
  readonly paths: readonly string[];
  readonly #files: ReadonlyMap<string, SnapshotFile>;
  readonly #fileBytes: number;
  readonly #texts = new Map<string, string>();

  static create(options: {
    url: string;
    commit: string;
    committedAt?: Date;
    branch?: string;
    files: ReadonlyMap<string, SnapshotFile>;
    fileBytes: number;
  }) {
    return new MemoryRepositorySnapshot(options);
  }

  private constructor(options: {
    url: string;
    commit: string;
    committedAt?: Date;
    branch?: string;
    files: ReadonlyMap<string, SnapshotFile>;
    fileBytes: number;
  }) {
    this.url = options.url;
    this.commit = options.commit;
    this.committedAt = options.committedAt;
    this.branch = options.branch;
    this.#files = options.files;
    this.#fileBytes = options.fileBytes;
    // By code unit, as the type says: the order must not depend on a locale.
    this.paths = Object.freeze([...options.files.keys()].sort());
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  size(path: string): number | undefined {
    return this.#files.get(path)?.size;
  }

  text(path: string): string {
    const known = this.#texts.get(path);
    if (known !== undefined) {
      return known;
    }
    const text = this.#decode(path);
    this.#texts.set(path, text);
    return text;
  }

  pack(): PackedSnapshot {
    const { url, commit, committedAt, branch } = this;
    const files: Listing['files'] = [];
    const contents: Uint8Array[] = [];
    for (const [path, { size, content }] of this.#files) {
      files.push(content ? [path, size, content.length] : [path, size]);
      if (content) {
        contents.push(content);
      }
    }
    const listing: Listing = {
      url,
      commit,
      committedAt: committedAt?.getTime(),
      branch,
      fileBytes: this.#fileBytes,
      files,
    };
    return { text: JSON.stringify(listing), contents };
  }

  #decode(path: string): string {
    const file = this.#files.get(path);
    if (!file) {
      throw new RepositoryFileError(
        'missing',
        path,
        `There is no file ${path} in the repository`,
      );
    }
    if (file.size > this.#fileBytes) {
      throw new RepositoryFileError(
        'too-large',
        path,
        `${path} has ${file.size} bytes; only files of at most ${
          this.#fileBytes
        } bytes are read`,
      );
    }
    if (!file.content) {
      throw new RepositoryFileError(
        'not-kept',
        path,
        `The contents of ${path} were not kept when the repository was read`,
      );
    }
    // git's own rule of thumb: a NUL byte near the start means not text.
    if (file.content.subarray(0, 8000).includes(0)) {
      throw new RepositoryFileError(
        'not-text',
        path,
        `${path} is not a text file`,
      );
    }
    return utf8.decode(file.content);
  }
}

/**
 * The snapshot that was packed.
 *
 * @param contents - one after the other.
 *
 * @public
 */
export function unpackSnapshot(
  text: string,
  contents: Uint8Array,
): PackableSnapshot {
  const { files: listed, committedAt, ...rest } = JSON.parse(text) as Listing;
  const files = new Map<string, SnapshotFile>();
  let at = 0;
  for (const [path, size, bytes] of listed) {
    if (bytes === undefined) {
      files.set(path, { size });
    } else {
      files.set(path, { size, content: contents.subarray(at, at + bytes) });
      at += bytes;
    }
  }
  return MemoryRepositorySnapshot.create({
    ...rest,
    committedAt: committedAt === undefined ? undefined : new Date(committedAt),
    files,
  });
}
