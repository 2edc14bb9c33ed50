// Makes each command one file, out of our packages and of what they need: most
// of the time of a short command was the time it took to find and load a
// thousand files. What only templates take, the scaffolder, stays beside it.
import { build } from 'esbuild';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.resolve(fileURLToPath(import.meta.url), '../..');
const OURS = /[\\/](?:packages|plugins)[\\/][^\\/]+[\\/]src[\\/]/;

/** None of our files does anything when it is loaded: what nobody asks of it is left out. */
const withoutSideEffects = {
  name: 'without-side-effects',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^(?:\.|@waymark-idp\/)/ }, async args => {
      if (args.pluginData?.resolving) {
        return undefined;
      }
      const resolved = await resolve(args.path, {
        kind: args.kind,
        importer: args.importer,
        resolveDir: args.resolveDir,
        pluginData: { resolving: true },
      });
      return OURS.test(resolved.path)
        ? { ...resolved, sideEffects: false }
        : resolved;
    });
  },
};

/** A command is a file of its own, which is loaded when it is run. */
const commandsApart = {
  name: 'commands-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\// }, ({ kind, path: command }) =>
      kind === 'dynamic-import'
        ? { path: `${command}.js`, external: true }
        : undefined,
    );
  },
};

const commands = (
  await readdir(path.join(folder, 'src/commands'), { withFileTypes: true })
).filter(entry => entry.isDirectory());

await build({
  entryPoints: [
    { in: path.join(folder, 'src/index.ts'), out: 'index.cjs' },
    ...commands.map(({ name }) => ({
      in: path.join(folder, 'src/commands', name, 'index.ts'),
      out: name,
    })),
  ],
  outdir: path.resolve(process.argv[2] ?? path.join(folder, 'dist')),
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  supported: { 'dynamic-import': false },
  mainFields: ['module', 'main'],
  external: ['@backstage/backend-defaults', '@backstage/plugin-scaffolder-*'],
  // Who wrote what is in it.
  legalComments: 'eof',
  plugins: [commandsApart, withoutSideEffects],
  logLevel: 'warning',
});
