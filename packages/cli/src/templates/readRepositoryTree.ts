import { FileTree, readTree } from '@waymark-idp/plugin-golden-path-node';
import { lstat, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../errors';
import { git } from '../repository/git';

/** A folder with its contents, as git would commit it. */
export interface RepositoryTree {
  tree: FileTree;
  /** Undefined where there is no commit yet, or no git. */
  commit?: string;
  /** Whether something is not committed. */
  modified: boolean;
}

/**
 * Reads what git tracks and what it would add; without git, the whole folder.
 *
 * @throws UsageError where there is no such folder
 */
export async function readRepositoryTree(
  directory: string,
): Promise<RepositoryTree> {
  const [listed, commit, status] = await Promise.all([
    git(directory, [
      ...['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    ]),
    git(directory, ['rev-parse', '--verify', '--quiet', 'HEAD']),
    git(directory, ['status', '--porcelain', '--', '.']),
  ]).catch(() => {
    throw new UsageError(`There is no folder ${directory}.`);
  });
  if (listed === undefined) {
    return { tree: await readTree(directory), modified: false };
  }
  const tree: [string, { content: Buffer; mode: any }][] = [];
  for (const name of new Set(listed.split('\0').filter(Boolean))) {
    const file = path.join(directory, name);
    const info = await lstat(file).catch(() => undefined);
    if (info?.isSymbolicLink()) {
      const content = Buffer.from(await readlink(file));
      tree.push([name, { content, mode: '120000' }]);
    } else if (info?.isFile()) {
      const mode = info.mode & 0o100 ? '100755' : '100644';
      tree.push([name, { content: await readFile(file), mode }]);
    }
  }
  return {
    tree: new Map(tree),
    commit: commit?.trim() || undefined,
    modified: Boolean(status),
  };
}
