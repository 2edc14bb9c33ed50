import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * Installs what something is measured beside, in a folder of its own, once;
 * later runs find it there. Nothing of it runs while it is installed.
 *
 * @returns the folder
 */
export async function installPeer(options: {
  /** Of the folder. */
  name: string;
  packages: readonly string[];
  say: (line: string) => void;
}): Promise<string> {
  const { name, packages, say } = options;
  const folder = path.join(
    process.env.WAYMARK_BENCH_CACHE ?? path.join(os.tmpdir(), 'waymark-bench'),
    name,
  );
  if (existsSync(path.join(folder, 'installed'))) {
    return folder;
  }
  say(`Installing ${name} in ${folder}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  await promisify(execFile)(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages],
    { cwd: folder, shell: process.platform === 'win32' },
  );
  await writeFile(path.join(folder, 'installed'), '');
  return folder;
}
