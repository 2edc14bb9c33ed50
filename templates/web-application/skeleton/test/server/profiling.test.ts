import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { loadConfig } from '../../server/config.ts';
import { startProfiling } from '../../server/telemetry/profiling.ts';

test('is off unless a server is named, and then sends where this process spends its time', async () => {
  expect(loadConfig({}).PYROSCOPE_SERVER_ADDRESS).toBeUndefined();
  await (await startProfiling(loadConfig({}))).stop();

  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(String(request.url));
    request.resume().on('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const profiling = await startProfiling(loadConfig({ PYROSCOPE_SERVER_ADDRESS: address }));
    const end = performance.now() + 200;
    while (performance.now() < end) JSON.stringify(process.versions);
    await profiling.stop();
    expect(decodeURIComponent(received.join('\n'))).toMatch(/\/ingest\?.*version/);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
