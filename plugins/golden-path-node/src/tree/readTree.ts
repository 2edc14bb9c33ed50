import { promises as fs } from 'node:fs';
import path from 'node:path';
import { readWorkspace } from '../workspace';
import { FileTree, TreeFile } from './FileTree';

/**
 * Reads a rendered folder with its contents, under the rules of `readWorkspace`.
 *
 * @throws `InputError` that names the file that must not become part of a repository
 * @public
 */
export async function readTree(folder: string): Promise<FileTree> {
  const entries = await readWorkspace(folder);
  const files = await Promise.all(
    entries.map(async (entry): Promise<[string, TreeFile]> => {
      const absolute = path.join(folder, entry.path);
      if (entry.type === 'symlink') {
        const target = await fs.readlink(absolute);
        return [entry.path, { content: Buffer.from(target), mode: '120000' }];
      }
      const mode = entry.executable ? '100755' : '100644';
      return [entry.path, { content: await fs.readFile(absolute), mode }];
    }),
  );
  return new Map(files);
}
