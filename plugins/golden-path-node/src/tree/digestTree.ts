import { createHash } from 'node:crypto';
import { FileTree } from './FileTree';

/**
 * The digest of a tree: what `digestWorkspace` says of the same files on disk.
 *
 * @returns `sha256:` and 64 hex digits
 * @public
 */
export function digestTree(tree: FileTree): string {
  const hash = createHash('sha256');
  for (const [path, file] of [...tree].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const type = file.mode === '120000' ? 'symlink' : 'file';
    const content = createHash('sha256').update(file.content).digest('hex');
    hash.update(`${path}\0${type}\0${content}\n`);
  }
  return `sha256:${hash.digest('hex')}`;
}
