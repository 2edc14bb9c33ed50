import { InputError } from '@backstage/errors';
import { isSafePath } from './isSafePath';
import { defaultRepositoryLimits } from './limits';
import {
  MemoryRepositorySnapshot,
  SnapshotFile,
} from './MemoryRepositorySnapshot';
import { PackableSnapshot } from './types';

/**
 * A snapshot of files that are already in memory: a preview, an upload, a test.
 *
 * All contents are kept, except those of files over `fileBytes` (1 MiB unless
 * given), which are listed but have no text.
 *
 * @throws InputError when a path is absolute or points out of the tree.
 *
 * @public
 */
export function createSnapshotFromFiles(options: {
  files: Readonly<Record<string, string | Uint8Array>>;
  url?: string;
  commit?: string;
  committedAt?: Date;
  branch?: string;
  fileBytes?: number;
}): PackableSnapshot {
  const fileBytes = options.fileBytes ?? defaultRepositoryLimits.fileBytes;
  const files = new Map<string, SnapshotFile>();
  for (const [path, value] of Object.entries(options.files)) {
    if (!isSafePath(path)) {
      throw new InputError(`'${path}' is not a path inside a repository`);
    }
    const content =
      typeof value === 'string' ? new TextEncoder().encode(value) : value;
    const size = content.byteLength;
    files.set(path, size > fileBytes ? { size } : { size, content });
  }
  return MemoryRepositorySnapshot.create({
    url: options.url ?? 'memory:',
    commit: options.commit ?? 'working-copy',
    committedAt: options.committedAt,
    branch: options.branch,
    files,
    fileBytes,
  });
}
