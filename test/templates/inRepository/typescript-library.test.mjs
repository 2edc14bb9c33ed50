import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../repositoryCommands.mjs';
import { repositoryOf } from './repository.mjs';

test('a change of the public interface that nobody wrote down is refused', async () => {
  const repository = await repositoryOf('typescript-library');
  const npm = (...args) => run('npm', args, { cwd: repository });
  const file = join(repository, 'src/add-money.ts');
  const source = await readFile(file, 'utf8');
  const changed = source
    .replace('...others: readonly Money[]', 'second: Money')
    .replace('of others', 'of [second]');
  assert.notEqual(changed, source);
  await writeFile(file, changed);
  await npm('run', 'build');
  const refused = await npm('run', 'api:check').then(
    () => undefined,
    error => error.message,
  );
  assert.match(refused, /You have changed the (public )?API/i);
});
