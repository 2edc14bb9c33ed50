import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const VERSION = '11.19.1';
const windows = process.platform === 'win32';

/**
 * An environment in which `npm` runs on the Node that runs this. The npm that
 * belongs to the machine may be tied to the machine's own, older Node; then one
 * is brought, below `stateDir`.
 */
export async function npmEnvironment(
  stateDir: string,
): Promise<NodeJS.ProcessEnv> {
  if ((await nodeOfInstalledNpm()) === process.versions.node) return {};
  const dir = path.join(stateDir, 'toolchain', `npm-${VERSION}`);
  const bin = path.join(dir, 'bin');
  if (!existsSync(bin)) {
    process.stdout.write(`• Bringing npm ${VERSION}\n`);
    const fresh = `${dir}.${process.pid}`;
    await mkdir(path.join(fresh, 'bin'), { recursive: true });
    await writeFile(path.join(fresh, 'package.json'), '{ "private": true }\n');
    await execute(
      'npm',
      [
        'install',
        '--prefix',
        fresh,
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        `npm@${VERSION}`,
      ],
      { shell: windows },
    );
    for (const name of ['npm', 'npx']) {
      const cli = path.join(dir, 'node_modules/npm/bin', `${name}-cli.js`);
      await writeFile(
        path.join(fresh, 'bin', windows ? `${name}.cmd` : name),
        windows
          ? `@"${process.execPath}" "${cli}" %*\r\n`
          : `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`,
        { mode: 0o755 },
      );
    }
    await rm(dir, { recursive: true, force: true });
    await rename(fresh, dir);
  }
  const key =
    Object.keys(process.env).find(name => name.toLowerCase() === 'path') ??
    'PATH';
  return { [key]: [bin, process.env[key]].join(path.delimiter) };
}

async function nodeOfInstalledNpm(): Promise<string | undefined> {
  const { stdout } = await execute('npm', ['version', '--json'], {
    shell: windows,
  });
  return JSON.parse(stdout).node;
}
