// yarn templates:test [name…] [--watch]: runs the cases of the templates.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeResult } from './report.mjs';
import { runTemplates } from './runTemplates.mjs';
import { watch } from './watch.mjs';

const root = new URL('../../../', import.meta.url);
const options = {
  templatesFolder: fileURLToPath(new URL('templates', root)),
  specialFolder: fileURLToPath(new URL('test/templates/inRepository', root)),
  report: result => process.stdout.write(`${describeResult(result)}\n`),
};

// Leaves nothing running and nothing behind.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => process.exit(1));

try {
  const { positionals: names, values } = parseArgs({
    allowPositionals: true,
    options: { watch: { type: 'boolean', default: false } },
  });
  if (values.watch) {
    const folders = ['templates', 'standards'].map(folder =>
      fileURLToPath(new URL(folder, root)),
    );
    await watch({
      ...options,
      names,
      folders,
      input: process.stdin,
      say: text => process.stdout.write(`${text}\n`),
    });
  } else {
    const startedAt = performance.now();
    const results = await runTemplates({ ...options, names, verify: true });
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    const failed = results.filter(result => result.problems.length > 0);
    process.stdout.write(
      `\n${results.length - failed.length} passed, ${
        failed.length
      } failed, in ${seconds} s\n`,
    );
    process.exitCode = failed.length > 0 ? 1 : 0;
  }
} catch (error) {
  process.stderr.write(`✗ ${error.message}\n`);
  process.exitCode = 2;
}
