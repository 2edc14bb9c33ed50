import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

for (const dependency of ['payments-gateway', 'shipping']) {
  test(`resilience of ${dependency}: has a fallback and a timeout`, async () => {
    const matrix = await readFile('resilience.yaml', 'utf8');
    assert.match(matrix, new RegExp(`name: ${dependency}\\n\\s+timeout: \\d+ms`));
  });
}
