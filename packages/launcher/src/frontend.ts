import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

interface FrontendOptions {
  root: string;
  signal?: AbortSignal;
}

/** What the built frontend is made from; tests and backends are not. */
const SOURCES = ['packages', 'plugins'];

/**
 * Builds the frontend unless the last build was made from the same sources.
 *
 * @returns a function that builds, or undefined when the build is fresh.
 */
export async function staleFrontend(
  options: FrontendOptions,
): Promise<(() => Promise<void>) | undefined> {
  const dist = path.join(options.root, 'packages/app/dist');
  const stamp = path.join(dist, '.built-from');
  const digest = await digestSources(options.root);
  const last = await readFile(stamp, 'utf8').catch(() => undefined);
  if (last === digest) return undefined;
  return async () => {
    const cli = require.resolve('@backstage/cli/bin/backstage-cli');
    await promisify(execFile)(process.execPath, [cli, 'package', 'build'], {
      cwd: path.join(options.root, 'packages/app'),
      env: { ...process.env, NODE_ENV: 'production' },
      maxBuffer: 64 * 1024 * 1024,
      signal: options.signal,
    }).catch(error => {
      throw new Error(
        `The frontend did not build:\n${error.stdout}\n${error.stderr}`,
        { cause: error },
      );
    });
    await writeFile(stamp, digest);
  };
}

async function digestSources(root: string): Promise<string> {
  const hash = createHash('sha256').update(
    await readFile(path.join(root, 'yarn.lock')),
  );
  for (const group of SOURCES) {
    for (const name of (await readdir(path.join(root, group))).sort()) {
      const folder = path.join(root, group, name);
      if (!(await isPartOfFrontend(folder))) continue;
      for (const file of await listSources(folder)) {
        hash.update(path.relative(root, file)).update(await readFile(file));
      }
    }
  }
  return hash.digest('hex');
}

async function isPartOfFrontend(folder: string): Promise<boolean> {
  const manifest = await readFile(
    path.join(folder, 'package.json'),
    'utf8',
  ).catch(() => '{}');
  const role = JSON.parse(manifest).backstage?.role ?? '';
  return role.startsWith('frontend') || role === 'common-library';
}

async function listSources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .filter(file => {
      const inside = path.relative(folder, file);
      return (
        /^(src|public|package\.json|config\.d\.ts)/.test(inside) &&
        !/\.test\.tsx?$/.test(inside)
      );
    })
    .sort();
}
