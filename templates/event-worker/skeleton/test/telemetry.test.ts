import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { startTelemetry, type Telemetry } from '../src/telemetry/telemetry.ts';
import { PhrasesStub } from './support/phrases-stub.ts';
import { arrival, results, startWorker } from './support/start-worker.ts';
import { TestDatabase } from './support/test-database.ts';
import { until } from './support/until.ts';

// OpenTelemetry is global to a process, and so is started once: this file is a process of its own.
const received = new Map<string, string>();
const collector = createServer((request, response) => {
  void text(request).then((body) => {
    received.set(String(request.url), (received.get(String(request.url)) ?? '') + body);
    response.setHeader('content-type', 'application/json').end('{}');
  });
});
let telemetry: Telemetry;

before(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = endpoint;
  telemetry = startTelemetry({
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    serviceName: 'test',
    serviceVersion: '0',
  });
});
after(() => {
  collector.closeAllConnections();
  collector.close();
});

test('one trace goes from the sender through the queue and the log to the dependency, and to the collector', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
  await using database = await TestDatabase.create();
  await using phrases = await PhrasesStub.start();
  await using worker = await startWorker({ DATABASE_URL: database.url, PHRASES_URL: phrases.url });

  await worker.queue.send([{ ...arrival('Ada'), traceparent }]);
  await until(() => results(worker).length === 1);
  await worker.queue.send([{ ...arrival('Ada', 'xx'), traceparent }]);
  await until(() => results(worker).length === 2);

  assert.match(String(phrases.calls[0]?.traceparent), new RegExp(`^00-${traceId}-(?!b7ad6b7169203331)`));
  const lines = worker.lines.filter((line) => line.event === 'message.handled');
  assert.deepEqual(
    lines.map((line) => [line.trace_id, line['messaging.message.type'], line['messaging.result']]),
    [
      [traceId, 'person.arrived', 'processed'],
      [traceId, 'person.arrived', 'refused'],
    ],
  );
  assert.ok(
    lines.every((line) => Number(line.duration_ms) >= 0 && Number(line.waited_ms) >= 0 && line.span_id),
  );
  assert.doesNotMatch(JSON.stringify(lines), /Ada/, 'no names in the log');

  await telemetry.shutdown();
  const spans = received.get('/v1/traces') ?? '';
  for (const part of [traceId, 'process messages', 'GET phrases']) assert.ok(spans.includes(part), part);
  const events = received.get('/v1/logs') ?? '';
  for (const part of ['"eventName":"message.handled"', traceId, '"duration_ms"'])
    assert.ok(events.includes(part), part);
  assert.match(events, /"exception\.type".{0,40}"RefusedError"/);
  const measured = received.get('/v1/metrics') ?? '';
  for (const part of [
    'messaging.process.duration',
    'messaging.queue.age',
    'messaging.queue.depth',
    'messaging.queue.dead_letters',
    'http.client.request.duration',
    'refused',
  ]) {
    assert.ok(measured.includes(part), part);
  }
});
