import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startTelemetry, type Telemetry } from '../src/telemetry/telemetry.ts';
import { PhrasesStub } from './support/phrases-stub.ts';
import { startService } from './support/start-service.ts';

// OpenTelemetry is global to a process, and so is started once: this file is a process of its own.
const received = new Map<string, string>();
const collector = createServer((request, response) => {
  void text(request).then((body) => {
    received.set(String(request.url), body);
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

test('one trace goes from the caller through the log and the answer to the dependency, and to the collector', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  await using phrases = await PhrasesStub.start();
  await using service = await startService({ PHRASES_URL: phrases.url });

  await service.ask({ url: '/v1/greetings/Ada', headers });
  assert.match(String(phrases.calls[0]?.traceparent), new RegExp(`^00-${traceId}-(?!b7ad6b7169203331)`));

  const problem = await service.ask({ url: '/v1/greetings/Ada?language=xx', headers });
  assert.equal(problem.json().traceId, traceId, 'people can quote it');

  const written = () => service.lines.filter((line) => line.event === 'http.request');
  while (written().length < 2) await delay(10); // a line is written after its answer
  const lines = written();
  assert.deepEqual(
    lines.map((line) => [line.trace_id, line['http.route'], line['http.response.status_code']]),
    [
      [traceId, '/v1/greetings/:name', 200],
      [traceId, '/v1/greetings/:name', 404],
    ],
  );
  assert.ok(lines.every((line) => typeof line.duration_ms === 'number' && line.span_id));
  assert.doesNotMatch(JSON.stringify(lines), /Ada/, 'no names in the log');

  await service.ask({
    method: 'POST',
    url: '/v1/guest-lists',
    headers: { ...headers, 'idempotency-key': 'party-0001' },
    payload: { names: ['Ada'] },
  });
  await service.jobs.drain();
  const job = service.lines.find((line) => line.event === 'job.ended');
  assert.equal(job?.trace_id, traceId, 'the trace goes on in work that is done later');

  await telemetry.shutdown();
  const spans = received.get('/v1/traces') ?? '';
  for (const part of [traceId, 'GET /v1/greetings/:name', 'GET phrases'])
    assert.ok(spans.includes(part), part);
  const events = received.get('/v1/logs') ?? '';
  for (const part of ['"eventName":"http.request"', traceId, '"duration_ms"', '"outbound.failed"'])
    assert.ok(events.includes(part), part);
  assert.match(events, /"exception\.type".{0,40}"DependencyError"/);
  const measured = received.get('/v1/metrics') ?? '';
  for (const part of [
    'http.server.request.duration',
    'http.client.request.duration',
    'job.duration',
    '/v1/greetings/:name',
    '404',
  ]) {
    assert.ok(measured.includes(part), part);
  }
});
