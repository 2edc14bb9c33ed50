import { Readable, Transform, TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, Header } from 'tar-stream';
import {
  isRepositoryFailure,
  RepositoryTooLargeError,
  RepositoryUnavailableError,
} from './errors';
import { defaultRepositoryLimits } from './limits';
import { MemoryRepositorySnapshot } from './MemoryRepositorySnapshot';
import { TreeCollector } from './TreeCollector';
import { RepositoryLimits, PackableSnapshot } from './types';

const BLOCK = 512;

/** Counts what passes, and remembers how it began. */
class Counter extends Transform {
  bytes = 0;
  head = Buffer.alloc(0);
  readonly #onCount: (bytes: number) => void;

  constructor(onCount: (bytes: number) => void) {
    super();
    this.#onCount = onCount;
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    callback: TransformCallback,
  ) {
    if (this.head.length < 4 * BLOCK) {
      this.head = Buffer.concat([this.head, chunk.subarray(0, 4 * BLOCK)]);
    }
    this.bytes += chunk.byteLength;
    try {
      this.#onCount(this.bytes);
      callback(undefined, chunk);
    } catch (error) {
      callback(error as Error);
    }
  }
}

/**
 * A snapshot of an archive that streams in: a tar, gzipped or not, as
 * `git archive` makes it.
 *
 * The commit and its time are those that `git archive` writes into it. Links
 * and devices are listed with size 0 and never followed. The archive is counted
 * against the limits while it streams by, and nothing of it touches the disk.
 *
 * @param options - `url` names the archive in errors. `keep` is asked for every
 * path; all paths are listed either way.
 *
 * @throws {@link RepositoryUnavailableError} `malformed` when it is no tar, is
 * cut off, or has paths that point out of it; `empty` when there is no file in
 * it; `timeout` when it comes too slowly.
 * @throws {@link RepositoryTooLargeError} when a limit is exceeded.
 *
 * @public
 */
export async function createSnapshotFromTar(
  stream: Readable,
  options: {
    keep?: (path: string) => boolean;
    limits?: Partial<RepositoryLimits>;
    url?: string;
    branch?: string;
    signal?: AbortSignal;
  } = {},
): Promise<PackableSnapshot> {
  const { keep = () => true, url = 'archive:', branch } = options;
  const limits = { ...defaultRepositoryLimits, ...options.limits };
  const collector = new TreeCollector({
    url,
    limits,
    keep,
    onFailure: () => {},
  });
  const timer = setTimeout(
    () =>
      stream.destroy(
        new RepositoryUnavailableError(
          'timeout',
          `The archive ${url} took longer than ${limits.milliseconds} ms to come`,
        ),
      ),
    limits.milliseconds,
  );
  const onAbort = () => stream.destroy(options.signal?.reason);
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const packed = new Counter(() => {});
  const unpacked = new Counter(bytes => {
    collector.unpacked({ packed: packed.bytes, unpacked: bytes });
    // Headers are not content, and there may be endless numbers of them.
    if (bytes > limits.treeBytes + 4 * BLOCK * limits.entries) {
      throw new RepositoryTooLargeError(
        'treeBytes',
        `The archive ${url} has more than the ${limits.treeBytes} bytes that are read at most`,
      );
    }
    if (collector.failure) {
      throw collector.failure;
    }
  });
  try {
    options.signal?.throwIfAborted();
    const { whole, gzipped } = await peek(stream);
    await pipeline([
      whole,
      packed,
      ...(gzipped ? [createGunzip()] : []),
      unpacked,
      collecting(collector),
    ]);
  } catch (error) {
    throw options.signal?.aborted
      ? options.signal.reason
      : collector.failure ?? toFailure(error, url);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
  }
  if (collector.failure) {
    throw collector.failure;
  }
  if (collector.files.size === 0) {
    throw new RepositoryUnavailableError(
      'empty',
      `There are no files in ${url}. Send a tar of the repository, as \`git archive HEAD\` makes it.`,
    );
  }
  const commit = commitOf(unpacked.head);
  return MemoryRepositorySnapshot.create({
    url,
    commit: commit ?? 'working-copy',
    // Without a commit the times are those of somebody's files.
    committedAt: commit ? collector.modifiedAt : undefined,
    branch,
    files: collector.files,
    fileBytes: limits.fileBytes,
  });
}

/** Reads entry by entry into the collector. */
function collecting(collector: TreeCollector) {
  const tar = extract();
  tar.on('entry', (header: Header, entry, next) => {
    // The archive itself fails with the same error, and is listened to.
    entry.on('error', () => {});
    const path = header.name.replace(/^(?:\.\/)+/, '');
    collector.touched(header.mtime);
    if (header.type === 'directory' || path === '' || path === '.') {
      entry.on('end', next).resume();
      return;
    }
    const isFile = header.type === 'file' || header.type === 'contiguous-file';
    const wanted = collector.offer(path, isFile ? header.size : 0);
    if (collector.failure) {
      next(collector.failure);
      return;
    }
    const chunks: Buffer[] = [];
    entry.on('data', chunk => {
      if (wanted && isFile) {
        chunks.push(chunk as Buffer);
      }
    });
    entry.on('end', () => {
      if (wanted || !isFile) {
        collector.store(path, Buffer.concat(chunks));
      }
      next(collector.failure);
    });
  });
  return tar;
}

/** Whether it is gzip, which begins with 1f 8b: what a client says of its body is not always so. */
async function peek(
  stream: Readable,
): Promise<{ whole: Readable; gzipped: boolean }> {
  // Whoever reads it is told; that is listener enough.
  stream.on('error', () => {});
  const chunks = stream[Symbol.asyncIterator]();
  let begin = Buffer.alloc(0);
  while (begin.length < 2) {
    const { value, done } = await chunks.next();
    if (done) {
      break;
    }
    begin = Buffer.concat([begin, value]);
  }
  async function* all() {
    yield begin;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return {
    whole: Readable.from(all(), { objectMode: false }),
    gzipped: begin[0] === 0x1f && begin[1] === 0x8b,
  };
}

/** The commit in the archive's global header, where `git archive` puts it. */
function commitOf(head: Buffer): string | undefined {
  if (head.length < 2 * BLOCK || head.toString('latin1', 156, 157) !== 'g') {
    return undefined;
  }
  const size = parseInt(head.toString('latin1', 124, 136), 8);
  const text = head.toString('latin1', BLOCK, BLOCK + Math.min(size, BLOCK));
  return /(?:^|\n)\d+ comment=([0-9a-f]{40}|[0-9a-f]{64})\n/.exec(text)?.[1];
}

function toFailure(error: unknown, url: string): Error {
  if (isRepositoryFailure(error)) {
    return error;
  }
  return new RepositoryUnavailableError(
    'malformed',
    `${url} is not a tar archive, gzipped or not`,
    error,
  );
}
