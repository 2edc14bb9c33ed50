import { InputError } from '@backstage/errors';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultRepositoryLimits } from './limits';
import { MemoryRepositorySnapshot } from './MemoryRepositorySnapshot';
import { TreeCollector } from './TreeCollector';
import { RepositoryLimits, PackableSnapshot } from './types';

const BATCH = 128;

/**
 * A snapshot of a folder on disk, for the command line and for tests.
 *
 * `.git` and, unless `ignore` says otherwise, `node_modules` are left out.
 * Symbolic links are listed with size 0 and never followed.
 *
 * @throws InputError when the folder does not exist.
 * @throws {@link RepositoryTooLargeError} when a limit is exceeded.
 *
 * @public
 */
export async function createSnapshotFromDirectory(options: {
  directory: string;
  /** The files to read, where the caller knows them better than a walk: what git tracks. */
  paths?: readonly string[];
  keep?: (path: string) => boolean;
  ignore?: (path: string) => boolean;
  limits?: Partial<RepositoryLimits>;
  commit?: string;
  committedAt?: Date;
  branch?: string;
}): Promise<PackableSnapshot> {
  const {
    directory,
    keep = () => true,
    ignore = path => path.split('/').includes('node_modules'),
  } = options;
  const limits = { ...defaultRepositoryLimits, ...options.limits };
  const info = await stat(directory).catch(() => undefined);
  if (!info?.isDirectory()) {
    throw new InputError(`There is no folder ${directory}`);
  }
  const collector = new TreeCollector({
    url: directory,
    limits,
    keep,
    onFailure: () => {},
  });
  for await (const batch of batches(options.paths ?? walk(directory, ignore))) {
    const files = await Promise.all(
      batch.map(path => lstat(join(directory, path)).catch(() => undefined)),
    );
    const wanted = batch.filter((path, i) => {
      const file = files[i];
      // Neither what is listed and deleted, nor a submodule.
      if (!file || file.isDirectory()) {
        return false;
      }
      if (!file.isFile()) {
        collector.offer(path, 0);
        collector.store(path, new Uint8Array());
        return false;
      }
      return collector.offer(path, file.size);
    });
    if (!collector.failure) {
      await Promise.all(
        wanted.map(async path =>
          collector.store(path, await readFile(join(directory, path))),
        ),
      );
    }
    if (collector.failure) {
      throw collector.failure;
    }
  }
  return MemoryRepositorySnapshot.create({
    url: `file://${directory}`,
    commit: options.commit ?? 'working-copy',
    committedAt: options.committedAt,
    branch: options.branch,
    files: collector.files,
    fileBytes: limits.fileBytes,
  });
}

/** As many at a time as a disk likes. */
async function* batches(
  paths: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const path of paths) {
    batch.push(path);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

async function* walk(
  directory: string,
  ignore: (path: string) => boolean,
): AsyncGenerator<string> {
  const pending = [''];
  for (
    let folder = pending.pop();
    folder !== undefined;
    folder = pending.pop()
  ) {
    const entries = await readdir(join(directory, folder), {
      withFileTypes: true,
    });
    for (const entry of entries) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (path === '.git' || ignore(path)) {
        continue;
      }
      if (entry.isDirectory()) {
        pending.push(path);
      } else {
        yield path;
      }
    }
  }
}
