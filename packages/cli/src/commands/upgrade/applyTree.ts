import { InputError } from '@backstage/errors';
import { FileTree, isSameFile } from '@waymark-idp/plugin-golden-path-node';
import {
  chmod,
  lstat,
  mkdir,
  rm,
  rmdir,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes what differs between two trees into a folder. Nothing is written
 * through a symbolic link.
 *
 * @throws InputError before anything is written, where a link is in the way
 */
export async function applyTree(
  directory: string,
  before: FileTree,
  after: FileTree,
): Promise<void> {
  const written = [...after].filter(
    ([name, file]) => !isSameFile(before.get(name), file),
  );
  const removed = [...before.keys()].filter(name => !after.has(name));
  for (const name of [...removed, ...written.map(([file]) => file)]) {
    await assertNoLinkAbove(directory, name);
  }
  for (const name of removed) {
    await rm(path.join(directory, name), { force: true });
    await removeEmptyFolders(directory, path.dirname(name));
  }
  for (const [name, { content, mode }] of written) {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    // A link would be written through.
    await rm(file, { force: true });
    if (mode === '120000') {
      await symlink(content.toString('utf8'), file);
    } else {
      await writeFile(file, content);
      await chmod(file, mode === '100755' ? 0o755 : 0o644);
    }
  }
}

async function assertNoLinkAbove(directory: string, name: string) {
  const segments = name.split('/').slice(0, -1);
  for (let i = 1; i <= segments.length; i++) {
    const folder = path.join(directory, ...segments.slice(0, i));
    const info = await lstat(folder).catch(() => undefined);
    if (info?.isSymbolicLink()) {
      throw new InputError(
        `${name} is behind the symbolic link ${segments
          .slice(0, i)
          .join('/')}. Nothing was written.`,
      );
    }
  }
}

async function removeEmptyFolders(directory: string, folder: string) {
  for (let at = folder; at !== '.'; at = path.dirname(at)) {
    try {
      await rmdir(path.join(directory, at));
    } catch {
      return; // It is not empty.
    }
  }
}
