import {
  RepositoryFailure,
  RepositoryTooLargeError,
  RepositoryUnavailableError,
} from './errors';
import { isSafePath } from './isSafePath';
import { SnapshotFile } from './MemoryRepositorySnapshot';
import { RepositoryLimits } from './types';

const GIT_BEGAN = Date.UTC(2005, 3, 1);

/**
 * Counts a tree against the limits while it streams by.
 *
 * The first limit exceeded stops everything: `failure` is set, `onFailure` is
 * called once, and every later entry is declined.
 */
export class TreeCollector {
  readonly files = new Map<string, SnapshotFile>();
  #failure: RepositoryFailure | undefined;
  #modifiedAt = 0;
  #treeBytes = 0;
  #keptFiles = 0;
  #keptBytes = 0;
  readonly #options: {
    url: string;
    limits: RepositoryLimits;
    keep: (path: string) => boolean;
    onFailure: () => void;
  };

  constructor(options: {
    url: string;
    limits: RepositoryLimits;
    keep: (path: string) => boolean;
    onFailure: () => void;
  }) {
    this.#options = options;
  }

  get failure(): RepositoryFailure | undefined {
    return this.#failure;
  }

  /** The newest time in the archive: of one commit, it is that commit's. */
  get modifiedAt(): Date | undefined {
    return this.#modifiedAt > 0 ? new Date(this.#modifiedAt) : undefined;
  }

  /** Takes note of when an entry was changed last. */
  touched(at: Date | undefined) {
    const time = at?.getTime() || 0;
    // Before there was git: a reader's misunderstanding, or a lack.
    if (time > GIT_BEGAN) {
      this.#modifiedAt = Math.max(this.#modifiedAt, time);
    }
  }

  /** Counts what an archive has unpacked to so far against what it came as. */
  unpacked(sizes: { packed: number; unpacked: number }) {
    const { limits, url } = this.#options;
    // A small archive may be all headers and padding, and harms nobody.
    if (
      sizes.unpacked > limits.fileBytes &&
      sizes.unpacked > sizes.packed * limits.archiveRatio
    ) {
      this.#fail(
        new RepositoryTooLargeError(
          'archiveRatio',
          `The archive of ${url} unpacks to more than ${limits.archiveRatio} times its size`,
        ),
      );
    }
  }

  /** Takes note of an entry; the result says whether its contents are wanted. */
  offer(path: string, size: number | undefined): boolean {
    const { limits, keep, url } = this.#options;
    if (this.#failure || path === '' || path.endsWith('/')) {
      return false;
    }
    if (!isSafePath(path)) {
      this.#fail(
        new RepositoryUnavailableError(
          'malformed',
          `The tree at ${url} has an entry that points out of it: ${JSON.stringify(
            path.slice(0, 200),
          )}`,
        ),
      );
      return false;
    }
    this.files.set(path, { size: size ?? 0 });
    this.#treeBytes += size ?? 0;
    this.#check('entries', this.files.size);
    this.#check('treeBytes', this.#treeBytes);
    if (this.#failure || !keep(path) || (size ?? 0) > limits.fileBytes) {
      return false;
    }
    this.#keptFiles += 1;
    this.#keptBytes += size ?? 0;
    this.#check('keptFiles', this.#keptFiles);
    this.#check('keptBytes', this.#keptBytes);
    return !this.#failure;
  }

  /** Stores the contents of an entry that {@link offer} said is wanted. */
  store(path: string, content: Uint8Array) {
    const announced = this.files.get(path)?.size ?? 0;
    const size = content.byteLength;
    // Not every reader announces sizes; what was not counted is counted now.
    this.#keptBytes += Math.max(0, size - announced);
    this.#check('keptBytes', this.#keptBytes);
    this.files.set(
      path,
      size > this.#options.limits.fileBytes ? { size } : { size, content },
    );
  }

  #check(
    limit: 'entries' | 'treeBytes' | 'keptFiles' | 'keptBytes',
    value: number,
  ) {
    const { limits, url } = this.#options;
    if (value > limits[limit]) {
      const what = {
        entries: `has more than ${limits.entries} files`,
        treeBytes: `has more than ${formatBytes(limits.treeBytes)}`,
        keptFiles: `has more than ${limits.keptFiles} files to look at`,
        keptBytes: `has more than ${formatBytes(limits.keptBytes)} to look at`,
      }[limit];
      this.#fail(
        new RepositoryTooLargeError(limit, `The repository at ${url} ${what}`),
      );
    }
  }

  #fail(failure: RepositoryFailure) {
    if (!this.#failure) {
      this.#failure = failure;
      this.#options.onFailure();
    }
  }
}

/** In MiB where that is a whole number, as limits are. */
function formatBytes(bytes: number): string {
  const mebibytes = bytes / 1024 ** 2;
  return Number.isInteger(mebibytes) ? `${mebibytes} MiB` : `${bytes} bytes`;
}
