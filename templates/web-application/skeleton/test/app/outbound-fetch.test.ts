import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createOutboundFetch, type DependencyError } from '../../src/outbound/outbound-fetch.ts';
import type { Dependency } from '../../src/outbound/resilience-matrix.ts';
import { GreetingsStub } from '../support/greetings-stub.ts';
import { RecordedTelemetry } from '../support/recorded-telemetry.ts';

const row: Dependency = {
  name: 'greetings',
  timeoutMs: 2_000,
  retries: 2,
  deadlineMs: 10_000,
  breaker: { failures: 4, resetAfterMs: 1_000 },
  userImpact: 'None: this is a test',
};

function clientOf(stub: GreetingsStub, changes: Partial<Dependency> = {}) {
  const telemetry = new RecordedTelemetry();
  const fetch = createOutboundFetch({ dependency: { ...row, ...changes }, telemetry });
  const ask = (path = '/v1/greetings/Ada', init?: RequestInit): Promise<string> =>
    fetch(new Request(stub.url + path, init)).then(
      (response) => `answered ${response.status}`,
      (error: DependencyError) => error.reason,
    );
  return { ask, telemetry };
}

test('repeats what may be repeated, only what may be repeated', async () => {
  await using stub = await GreetingsStub.start();
  const { ask, telemetry } = clientOf(stub, { breaker: { failures: 50, resetAfterMs: 200 } });

  stub.behaviour = 'is-overloaded';
  expect(await ask()).toBe('status');
  expect(stub.calls).toHaveLength(1 + row.retries);
  expect(new Set(stub.calls.map((headers) => headers.traceparent))).toHaveLength(1);
  expect(await ask('/v1/greetings/Ada', { method: 'POST', body: '{}' })).toBe('status');
  expect(stub.calls, 'a POST that was repeated might be done twice').toHaveLength(2 + row.retries);

  stub.behaviour = 'talks-nonsense';
  expect(await ask()).toBe('invalid-answer');
  expect(stub.calls, 'nonsense is not better the second time').toHaveLength(3 + row.retries);
  expect(telemetry.of('http.client.request').map((call) => [call.attempts, call['error.type']])).toEqual([
    [3, 'status'],
    [1, 'status'],
    [1, 'invalid-answer'],
  ]);
});

test('gives up on an attempt, and on all of them, in time', async () => {
  await using stub = await GreetingsStub.start();
  stub.behaviour = 'never-answers';
  // Twenty-one attempts would take 6300 ms.
  const { ask } = clientOf(stub, { timeoutMs: 300, retries: 20, deadlineMs: 1_000 });
  const startedAt = performance.now();
  expect(await ask()).toBe('timeout');
  const took = performance.now() - startedAt;
  expect(took).toBeGreaterThanOrEqual(990);
  expect(took).toBeLessThan(4_000);
  expect(stub.calls.length, 'the first attempt was given up for a second one').toBeGreaterThanOrEqual(2);
});

test('leaves a failing API alone, tries again after a while, and holds no refusal against it', async () => {
  await using stub = await GreetingsStub.start();
  const { ask, telemetry } = clientOf(stub);
  for (let call = 0; call <= row.breaker.failures; call++) {
    expect(await ask('/v1/greetings/Ada?language=xx')).toBe('answered 404');
  }

  stub.calls.length = 0;
  stub.behaviour = 'is-overloaded';
  expect([await ask(), await ask()]).toEqual(['status', 'circuit-open']);
  expect(stub.calls).toHaveLength(row.breaker.failures);
  expect(await ask()).toBe('circuit-open');
  expect(stub.calls, 'an open breaker calls nobody').toHaveLength(row.breaker.failures);

  stub.behaviour = 'answers';
  await delay(row.breaker.resetAfterMs + 50);
  expect(await ask()).toBe('answered 200');
  expect(telemetry.of('outbound.breaker').map(({ state }) => state)).toEqual(['Open', 'HalfOpen', 'Closed']);
});
