import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const worthwhile = 1_024;

/** Compresses what was built once and as small as it gets, so that the server does not do it for each request. */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = join(root, build.outDir);
    },
    closeBundle: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const texts = entries.filter((entry) => entry.isFile() && /\.(css|js|json|svg|txt)$/.test(entry.name));
      for (const entry of texts) {
        const file = join(entry.parentPath, entry.name);
        const body = await readFile(file);
        if (body.length < worthwhile) continue;
        await writeFile(`${file}.br`, brotliCompressSync(body));
        await writeFile(`${file}.gz`, gzipSync(body, { level: 9 }));
      }
    },
  };
}
