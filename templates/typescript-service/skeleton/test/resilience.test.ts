import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadResilienceMatrix } from '../src/outbound/resilience-matrix.ts';
import { type Behaviour, PhrasesStub } from './support/phrases-stub.ts';
import { type RunningService, startService } from './support/start-service.ts';

type Failure = Exclude<Behaviour, 'answers'> | 'is-not-there';
const failures: Failure[] = ['is-not-there', 'is-overloaded', 'never-answers', 'talks-nonsense'];

/** Plays the service with one dependency failing. `use` is a user's request, and what must come back all the same. */
type Scenario = (
  failure: Failure,
  play: (service: RunningService, use: () => Promise<void>) => Promise<void>,
) => Promise<void>;

/** One for each row of resilience.yaml. */
const scenarios: Record<string, Scenario> = {
  phrases: async (failure, play) => {
    await using stub = await PhrasesStub.start();
    await using service = await startService({ PHRASES_URL: stub.url });
    if (failure === 'is-not-there') await stub[Symbol.asyncDispose]();
    else stub.behaviour = failure;
    await play(service, async () => {
      const answer = await service.ask({ url: '/v1/greetings/Ada?language=fr' });
      assert.equal(answer.statusCode, 200);
      assert.deepEqual(answer.json(), { text: 'Hello, Ada!', language: 'en', degraded: true });
    });
  },
};

const matrix = loadResilienceMatrix();

test('every row has a scenario, and every scenario a row', () => {
  assert.deepEqual(Object.keys(scenarios).sort(), matrix.all.map((row) => row.name).sort());
});

for (const row of matrix.all) {
  describe(`${row.name}: ${row.userImpact}`, { concurrency: true }, () => {
    for (const failure of failures) {
      test(`${failure}: falls back within the deadline, and stays ready`, async () => {
        await scenarios[row.name]?.(failure, async (service, use) => {
          // Enough requests to open the breaker on the way.
          for (let request = 0; request <= row.breaker.failures; request++) {
            const startedAt = performance.now();
            await use();
            const took = performance.now() - startedAt;
            assert.ok(took < row.deadlineMs + 1_000, `took ${took} ms`);
          }
          const opened = service.lines.filter(
            (line) => line.event === 'outbound.breaker' && line.state === 'Open',
          );
          assert.equal(opened[0]?.dependency, row.name);
          assert.ok(service.lines.some((line) => line.reason === 'circuit-open'));
          assert.equal((await service.ask({ url: '/readyz' })).statusCode, 200);
        });
      });
    }
  });
}
