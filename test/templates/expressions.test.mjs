import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const templates = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../templates',
);

/**
 * The renderer runs a template's regular expressions natively and unbounded:
 * one that backtracks holds up the whole portal. No template of ours has any.
 */
const EXPRESSION = /\$\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const REGULAR_EXPRESSION = /(?:^|[^\w/.])r\/[^/\n]+\//;

test('no template brings a regular expression to the renderer', async () => {
  assert.match('${{ name | replace(r/^(a+)+$/, "") }}', REGULAR_EXPRESSION);
  const entries = await readdir(templates, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name));
  assert.ok(files.some(file => file.endsWith('template.yaml')));
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    for (const [expression] of text.matchAll(EXPRESSION)) {
      assert.doesNotMatch(expression, REGULAR_EXPRESSION, file);
    }
  }
});
