import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { type Dependency, matrix } from '../../src/outbound/resilience-matrix.ts';
import { type Behaviour, GreetingsStub } from '../support/greetings-stub.ts';
import { type OpenApp, openApp } from '../support/open-app.tsx';

type Failure = Exclude<Behaviour, 'answers'> | 'is-not-there';
const failures: Failure[] = ['is-not-there', 'is-overloaded', 'never-answers', 'talks-nonsense'];

/** Plays the app with one dependency failing. `use` is what a user does, and what must be seen all the same. */
type Scenario = (
  failure: Failure,
  limits: (row: Dependency) => Dependency,
  play: (app: OpenApp, use: () => Promise<void>) => Promise<void>,
) => Promise<void>;

/** One for each row of resilience.yaml. */
const scenarios: Record<string, Scenario> = {
  greetings: async (failure, limits, play) => {
    await using stub = await GreetingsStub.start();
    using app = openApp({ apiUrl: stub.url, limits });
    if (failure === 'is-not-there') await stub[Symbol.asyncDispose]();
    else stub.behaviour = failure;
    let guest = 0;
    await app.user.selectOptions(screen.getByLabelText('Language'), 'French');
    await play(app, async () => {
      guest++;
      await app.user.clear(screen.getByLabelText('Name'));
      await app.user.type(screen.getByLabelText('Name'), `Ada ${guest}{Enter}`);
      await waitFor(() => expect(screen.getByText(`Hello, Ada ${guest}!`).lang).toBe('en'));
      expect(screen.getByRole('status').textContent).toContain('so this one is in English');
    });
  },
};

test('every row has a scenario, and every scenario a row; no wait is longer than users are promised', () => {
  expect(Object.keys(scenarios).sort()).toEqual(matrix.dependencies.map((row) => row.name).sort());
  for (const row of matrix.dependencies) expect(row.deadlineMs).toBeLessThanOrEqual(matrix.deadlineMs);
});

describe.each(matrix.dependencies)('$name: $userImpact', (row) => {
  // Twenty times as fast as in production: what fails, fails either way.
  const quick = ({ timeoutMs, deadlineMs, ...rest }: Dependency) => ({
    ...rest,
    timeoutMs: timeoutMs / 20,
    deadlineMs: deadlineMs / 20,
  });

  test.each(failures)('%s: falls back within the deadline, and stays usable', async (failure) => {
    await scenarios[row.name]?.(failure, quick, async (app, use) => {
      // Enough to open the breaker on the way.
      for (let time = 0; time <= row.breaker.failures; time++) await use();

      const calls = app.telemetry.of('http.client.request');
      expect(calls).toHaveLength(row.breaker.failures + 1);
      for (const call of calls) expect(call.duration_ms).toBeLessThan(row.deadlineMs / 20 + 2_000);
      expect(app.telemetry.of('outbound.breaker')[0]).toEqual({ 'peer.service': row.name, state: 'Open' });
      expect(calls.at(-1)).toMatchObject({ 'error.type': 'circuit-open', attempts: 0 });
      expect(app.telemetry.exceptions).toEqual([]);
    });
  });
});
