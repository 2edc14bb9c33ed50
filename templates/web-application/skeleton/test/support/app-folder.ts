import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const script = `console.info(${JSON.stringify('a'.repeat(2_000))});\n`;
const page = `<!doctype html><html lang="en"><head><title>Test</title>
<script type="application/json" id="settings">{ "apiUrl": "/development" }</script></head><body></body></html>`;

export interface AppFolder extends AsyncDisposable {
  path: string;
}

/** A folder as `npm run build` leaves it, or with other files. */
export async function makeAppFolder(
  changes: Record<string, string | Buffer | undefined> = {},
): Promise<AppFolder> {
  const path = await mkdtemp(join(tmpdir(), 'app-'));
  const files = {
    'index.html': page,
    'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'assets/index-a1b2c3.js': script,
    'assets/index-a1b2c3.js.br': brotliCompressSync(script),
    'assets/index-a1b2c3.js.gz': gzipSync(script),
    'assets/index-a1b2c3.js.map': '{}',
    ...changes,
  };
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue;
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
