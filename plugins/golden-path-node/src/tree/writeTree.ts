import { promises as fs } from 'node:fs';
import path from 'node:path';
import { FileTree } from './FileTree';

/**
 * Writes a tree into a folder that has none of its files yet.
 *
 * @public
 */
export async function writeTree(tree: FileTree, folder: string): Promise<void> {
  const folders = new Set([...tree.keys()].map(file => path.dirname(file)));
  for (const name of folders) {
    await fs.mkdir(path.join(folder, name), { recursive: true });
  }
  await Promise.all(
    [...tree].map(async ([file, { content, mode }]) => {
      const absolute = path.join(folder, file);
      if (mode === '120000') {
        await fs.symlink(content.toString('utf8'), absolute);
      } else {
        await fs.writeFile(absolute, content, {
          mode: mode === '100755' ? 0o755 : 0o644,
        });
      }
    }),
  );
}
