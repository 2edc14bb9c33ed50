import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { parseAllDocuments } = createRequire(import.meta.url)('yaml');

/** The rendered files as text, by path. */
export const textsOf = files =>
  new Map(files.map(file => [file.path, file.content.toString('utf8')]));

/** Fails where a YAML or JSON file does not parse. tsconfig files are JSON with comments: tsc reads them. */
export function assertParses(texts) {
  for (const [path, text] of texts) {
    if (/\.ya?ml$/.test(path)) {
      for (const document of parseAllDocuments(text))
        assert.deepEqual(document.errors, [], path);
    } else if (path.endsWith('.json') && !path.startsWith('tsconfig')) {
      assert.doesNotThrow(() => JSON.parse(text), path);
    }
  }
}

/** Writes the rendered files below a folder. */
export async function writeFiles(target, files) {
  for (const file of files) {
    await mkdir(dirname(join(target, file.path)), { recursive: true });
    await writeFile(join(target, file.path), file.content);
  }
}
