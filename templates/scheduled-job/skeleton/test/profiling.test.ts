import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { loadConfig } from '../src/config.ts';
import { startProfiling } from '../src/telemetry/profiling.ts';

test('is off unless a server is named, and then sends where this process spends its time', async () => {
  assert.equal(loadConfig({ DATABASE_URL: 'postgres://nowhere' }).PYROSCOPE_SERVER_ADDRESS, undefined);
  await (await startProfiling(loadConfig({ DATABASE_URL: 'postgres://nowhere' }))).stop();

  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(String(request.url));
    request.resume().on('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const profiling = await startProfiling(
      loadConfig({ DATABASE_URL: 'postgres://nowhere', PYROSCOPE_SERVER_ADDRESS: address }),
    );
    const end = performance.now() + 200;
    while (performance.now() < end) JSON.stringify(process.versions);
    await profiling.stop();
    assert.ok(received.length > 0);
    assert.match(decodeURIComponent(received.join('\n')), /\/ingest\?.*version/);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
