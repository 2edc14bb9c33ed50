import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTelemetry, type Telemetry } from '../../server/telemetry/telemetry.ts';
import { startServer } from '../support/start-server.ts';

// OpenTelemetry is global to a process, and so is started once: this file is a process of its own.
const received = new Map<string, string>();
const collector = createServer((request, response) => {
  void text(request).then((body) => {
    received.set(String(request.url), body);
    response.setHeader('content-type', 'application/json').end('{}');
  });
});
let telemetry: Telemetry;

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = endpoint;
  telemetry = startTelemetry({
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    serviceName: 'test',
    serviceVersion: '0',
  });
});
afterAll(() => {
  collector.closeAllConnections();
  collector.close();
});

test('one trace goes from the caller through the log and the answer to the collector', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  await using server = await startServer();

  await server.app.inject({ url: '/?who=Ada', headers });
  const problem = await server.app.inject({ url: '/Ada.html', headers });
  expect(problem.json().traceId, 'people can quote it').toBe(traceId);

  const lines = await vi.waitFor(() => {
    const written = server.lines.filter((line) => line.event === 'http.request');
    expect(written, 'lines are written after the answers').toHaveLength(2);
    return written;
  });
  expect(lines.map((line) => [line.trace_id, line['http.route'], line['http.response.status_code']])).toEqual(
    [
      [traceId, '/*', 200],
      [traceId, 'unmatched', 404],
    ],
  );
  for (const line of lines)
    expect(line).toMatchObject({ duration_ms: expect.any(Number), span_id: expect.any(String) });
  expect(JSON.stringify(lines), 'no names in the log').not.toMatch(/Ada/);

  await telemetry.shutdown();
  for (const part of [traceId, 'GET /*']) expect(received.get('/v1/traces')).toContain(part);
  for (const part of ['"eventName":"http.request"', traceId, '"duration_ms"'])
    expect(received.get('/v1/logs')).toContain(part);
  for (const part of ['http.server.request.duration', '404'])
    expect(received.get('/v1/metrics')).toContain(part);
});
