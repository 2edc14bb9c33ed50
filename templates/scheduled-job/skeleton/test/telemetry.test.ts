import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { startTelemetry, type Telemetry } from '../src/telemetry/telemetry.ts';
import { PhrasesStub } from './support/phrases-stub.ts';
import { startJob, tomorrowNight } from './support/start-job.ts';
import { TestDatabase } from './support/test-database.ts';

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

test('one trace goes through the run, its events and its calls, and to the collector before it ends', async () => {
  await using database = await TestDatabase.create();
  await using phrases = await PhrasesStub.start();
  const env = { DATABASE_URL: database.url, PHRASES_URL: phrases.url };
  await using job = await startJob(env);
  await job.runOnce();
  phrases.behaviour = 'talks-nonsense';
  await using failing = await startJob({ ...env, BATCH_SIZE: '1' }, { now: () => tomorrowNight });
  await failing.runOnce();

  const [begun, ended] = ['job.started', 'job.finished'].map((name) =>
    job.lines.find((line) => line.event === name),
  );
  const traceId = String(ended?.trace_id);
  assert.match(traceId, /^[0-9a-f]{32}$/);
  assert.equal(begun?.trace_id, traceId);
  assert.match(String(phrases.calls[0]?.traceparent), new RegExp(`^00-${traceId}-`));

  await telemetry.shutdown();
  const spans = received.get('/v1/traces') ?? '';
  for (const part of [traceId, 'run ', 'GET phrases']) assert.ok(spans.includes(part), part);
  const events = received.get('/v1/logs') ?? '';
  for (const part of ['"eventName":"job.finished"', traceId, '"duration_ms"', '"outbound.failed"'])
    assert.ok(events.includes(part), part);
  assert.match(events, /"exception\.type".{0,40}"DependencyError"/);
  const measured = received.get('/v1/metrics') ?? '';
  for (const part of ['job.run.duration', 'job.run.items', 'job.last_done', 'http.client.request.duration']) {
    assert.ok(measured.includes(part), part);
  }
});
