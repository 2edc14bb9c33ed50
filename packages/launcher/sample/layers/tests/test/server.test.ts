import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createServer } from '../src/http/server.ts';

test('says that it is alive and ready', async () => {
  const server = createServer({ logLevel: 'silent' });
  for (const url of ['/livez', '/readyz']) {
    const response = await server.inject({ url });
    assert.equal(response.statusCode, 200);
  }
});
