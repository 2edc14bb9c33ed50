import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The rendered files as text, by path. */
export const textsOf = files =>
  new Map(files.map(file => [file.path, file.content.toString('utf8')]));

/** Writes the rendered files below a folder. */
export async function writeFiles(target, files) {
  for (const file of files) {
    await mkdir(dirname(join(target, file.path)), { recursive: true });
    await writeFile(join(target, file.path), file.content);
  }
}
