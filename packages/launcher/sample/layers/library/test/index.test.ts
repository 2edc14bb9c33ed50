import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractVersion } from '../src/index.ts';

test('speaks the third contract', () => {
  assert.equal(contractVersion, 3);
});
