import { promises as fs, readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { FoundFile, walkWorkspace } from '../workspace/readWorkspace';
import { FileTree, TreeFile } from './FileTree';

/** Small files are read at once, which costs a fraction of asking for each. */
const SMALL_BYTES = 256 * 1024;
const AT_ONCE = 50;

/**
 * Reads a folder with its contents, under the rules of `readWorkspace`.
 *
 * @throws `InputError` that names the file that must not become part of a repository
 * @public
 */
export async function readTree(folder: string): Promise<FileTree> {
  const tree = new Map<string, TreeFile>();
  let count = 0;
  for (const file of await walkWorkspace(folder)) {
    tree.set(file.path, await readFile(file));
    count += 1;
    if (count % AT_ONCE === 0) {
      await setImmediate();
    }
  }
  return tree;
}

async function readFile(file: FoundFile): Promise<TreeFile> {
  const { absolute, executable, size, target } = file;
  if (target !== undefined) {
    return { content: Buffer.from(target), mode: '120000' };
  }
  const content =
    size > SMALL_BYTES ? await fs.readFile(absolute) : readFileSync(absolute);
  return { content, mode: executable ? '100755' : '100644' };
}
