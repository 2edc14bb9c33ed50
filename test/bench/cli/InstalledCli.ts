import { build } from 'esbuild';
import {
  cp,
  mkdir,
  readdir,
  readFile,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const SCOPE = '@waymark-idp';

/**
 * `waymark` as somebody has it who installed it: every source compiled to a
 * file of its own, as a release is, and not at each start as in a checkout.
 */
export class InstalledCli {
  readonly program: string;

  /** Puts it into an empty folder. */
  static async create(folder: string): Promise<InstalledCli> {
    const modules = path.join(folder, 'node_modules');
    await mkdir(path.join(modules, SCOPE), { recursive: true });
    const theirs = path.join(ROOT, 'node_modules');
    for (const name of await readdir(theirs)) {
      if (name !== SCOPE && !name.startsWith('.')) {
        await symlink(path.join(theirs, name), path.join(modules, name));
      }
    }
    for (const source of await neededPackages()) {
      await compile(source, modules);
    }
    return new InstalledCli(path.join(modules, SCOPE, 'cli', 'bin', 'waymark'));
  }

  private constructor(program: string) {
    this.program = program;
  }
}

/** The folders of `waymark` and of all in this repository that it needs. */
async function neededPackages(): Promise<string[]> {
  const folders = new Map<string, string>();
  for (const group of ['packages', 'plugins']) {
    for (const name of await readdir(path.join(ROOT, group))) {
      const folder = path.join(ROOT, group, name);
      const manifest = await manifestOf(folder).catch(() => undefined);
      if (manifest) {
        folders.set(manifest.name, folder);
      }
    }
  }
  const needed = new Set([`${SCOPE}/cli`]);
  for (const name of needed) {
    const { dependencies = {} } = await manifestOf(folders.get(name)!);
    for (const dependency of Object.keys(dependencies)) {
      if (folders.has(dependency)) {
        needed.add(dependency);
      }
    }
  }
  return [...needed].map(name => folders.get(name)!);
}

async function compile(source: string, modules: string): Promise<void> {
  const manifest = await manifestOf(source);
  const target = path.join(modules, ...manifest.name.split('/'));
  const sources = path.join(source, 'src');
  const files = (await readdir(sources, { recursive: true })).filter(
    file => /\.ts$/.test(file) && !/\.test\.ts$|__testUtils__/.test(file),
  );
  await build({
    entryPoints: files.map(file => path.join(sources, file)),
    outbase: sources,
    outdir: path.join(target, 'dist'),
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    supported: { 'dynamic-import': false },
  });
  await writeFile(
    path.join(target, 'package.json'),
    JSON.stringify({ ...manifest, main: 'dist/index.js', exports: undefined }),
  );
  await cp(path.join(source, 'bin'), path.join(target, 'bin'), {
    recursive: true,
  }).catch(() => {});
}

async function manifestOf(
  folder: string,
): Promise<{ name: string; dependencies?: Record<string, string> }> {
  return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
}
