import { InputError } from '@backstage/errors';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RepositoryTooLargeError } from './errors';
import { defaultRepositoryLimits } from './limits';
import {
  MemoryRepositorySnapshot,
  SnapshotFile,
} from './MemoryRepositorySnapshot';
import { RepositoryLimits, RepositorySnapshot } from './types';

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
  keep?: (path: string) => boolean;
  ignore?: (path: string) => boolean;
  limits?: Partial<RepositoryLimits>;
  commit?: string;
}): Promise<RepositorySnapshot> {
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
  const files = new Map<string, SnapshotFile>();
  let keptBytes = 0;
  let keptFiles = 0;
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
        continue;
      }
      if (files.size >= limits.entries) {
        throw new RepositoryTooLargeError(
          'entries',
          `${directory} has more than ${limits.entries} files`,
        );
      }
      if (!entry.isFile()) {
        files.set(path, { size: 0, content: new Uint8Array() });
        continue;
      }
      const { size } = await stat(join(directory, path));
      if (size > limits.fileBytes || !keep(path)) {
        files.set(path, { size });
        continue;
      }
      keptFiles += 1;
      keptBytes += size;
      if (keptFiles > limits.keptFiles || keptBytes > limits.keptBytes) {
        const limit = keptFiles > limits.keptFiles ? 'keptFiles' : 'keptBytes';
        throw new RepositoryTooLargeError(
          limit,
          `${directory} has more to look at than the limit ${limit} of ${limits[limit]} allows`,
        );
      }
      files.set(path, { size, content: await readFile(join(directory, path)) });
    }
  }
  return MemoryRepositorySnapshot.create({
    url: `file://${directory}`,
    commit: options.commit ?? 'working-copy',
    files,
    fileBytes: limits.fileBytes,
  });
}
