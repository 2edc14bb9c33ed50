import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { loadConfig } from '../src/config.ts';
import {
  type DependencyError,
  OutboundClient,
  type OutboundRequest,
} from '../src/outbound/outbound-client.ts';
import type { Dependency } from '../src/outbound/resilience-matrix.ts';
import { createLogger } from '../src/telemetry/logger.ts';
import { PhrasesStub } from './support/phrases-stub.ts';

const row: Dependency = {
  name: 'phrases',
  purpose: 'A row with small numbers, so that the test is quick.',
  timeoutMs: 1_000,
  retries: 2,
  deadlineMs: 5_000,
  breaker: { failures: 4, resetAfterMs: 1_000 },
  fallback: 'none',
  userImpact: 'none',
};
const logger = createLogger({ ...loadConfig({ DATABASE_URL: 'postgres://nowhere' }), LOG_LEVEL: 'silent' });
const answer = z.object({ text: z.string() });
const read: OutboundRequest<unknown> = { path: '/v1/phrases/fr', answer };

function reason(client: OutboundClient, request = read): Promise<string> {
  return client.request(request).then(
    () => 'answered',
    (error: DependencyError) => error.reason,
  );
}

test('repeats what may be repeated, only what may be repeated', async () => {
  await using stub = await PhrasesStub.start();
  const client = OutboundClient.create({
    dependency: { ...row, breaker: { failures: 50, resetAfterMs: 200 } },
    baseUrl: stub.url,
    logger,
  });

  stub.behaviour = 'is-overloaded';
  assert.equal(await reason(client), 'status');
  assert.equal(stub.calls.length, 1 + row.retries);
  assert.equal(await reason(client, { ...read, method: 'POST', body: {} }), 'status');
  assert.equal(stub.calls.length, 2 + row.retries, 'a POST that was repeated might be done twice');

  stub.behaviour = 'talks-nonsense';
  assert.equal(await reason(client), 'invalid-answer');
  assert.equal(stub.calls.length, 3 + row.retries, 'nonsense is not better the second time');
});

test('gives up on an attempt, and on all of them, in time', async () => {
  await using stub = await PhrasesStub.start();
  stub.behaviour = 'never-answers';
  // Twenty-one attempts would take 6300 ms.
  const dependency = { ...row, timeoutMs: 300, retries: 20, deadlineMs: 1_000 };
  const client = OutboundClient.create({ dependency, baseUrl: stub.url, logger });
  const startedAt = performance.now();
  assert.equal(await reason(client), 'timeout');
  const took = performance.now() - startedAt;
  assert.ok(took >= 990 && took < 4_000, `took ${took} ms`);
  assert.ok(stub.calls.length >= 2, 'the first attempt was given up for a second one');
});

test('holds no refusal against a dependency: it was there, and said no', async () => {
  await using stub = await PhrasesStub.start();
  const client = OutboundClient.create({ dependency: row, baseUrl: stub.url, logger });
  for (let call = 0; call <= row.breaker.failures; call++) {
    assert.equal(await reason(client, { ...read, path: '/v1/phrases/xx' }), 'status');
  }
  assert.equal(await reason(client), 'answered');
});

test('leaves a failing dependency alone, tries again after a while, and goes on when it is back', async () => {
  await using stub = await PhrasesStub.start();
  stub.behaviour = 'is-overloaded';
  const client = OutboundClient.create({ dependency: row, baseUrl: stub.url, logger });

  assert.deepEqual([await reason(client), await reason(client)], ['status', 'circuit-open']);
  const calls = stub.calls.length;
  assert.equal(calls, row.breaker.failures);
  assert.equal(await reason(client), 'circuit-open');
  assert.equal(stub.calls.length, calls, 'an open breaker calls nobody');

  stub.behaviour = 'answers';
  await delay(row.breaker.resetAfterMs + 20);
  assert.deepEqual(await client.request(read), { text: 'Bonjour' });
  assert.equal(await reason(client), 'answered');
});
