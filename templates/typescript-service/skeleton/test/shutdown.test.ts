import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { PhrasesStub } from './support/phrases-stub.ts';

const signals = process.platform === 'win32' ? 'Windows has no SIGTERM to send' : false;

/** The service as a process of its own, listening on a free port. */
async function startProcess(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[code: number | null]>;
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url) {
      child.stdout.resume();
      return { child, exited, url };
    }
  }
  throw new Error('It ended before it listened');
}

test('SIGTERM: not ready at once, what is in flight finishes, exit code 0', { skip: signals }, async () => {
  await using phrases = await PhrasesStub.start();
  phrases.behaviour = 'never-answers'; // so that a request takes as long as the matrix lets it
  const { child, exited, url } = await startProcess({ PHRASES_URL: phrases.url, DRAIN_DELAY_MS: '1000' });
  try {
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    const inFlight = fetch(`${url}/v1/greetings/Ada`);
    while (phrases.calls.length === 0) await delay(10);

    child.kill('SIGTERM');
    let ready = await fetch(`${url}/readyz`);
    while (ready.status === 200) ready = await fetch(`${url}/readyz`);
    assert.equal(ready.status, 503);
    assert.equal(ready.headers.get('connection'), 'close');

    // Nothing new is accepted after the delay, while what is in flight goes on.
    const refused = () =>
      fetch(`${url}/livez`).then(
        () => false,
        () => true,
      );
    while (!(await refused())) await delay(20);
    const answer = await inFlight;
    assert.equal(answer.status, 200);
    assert.equal(((await answer.json()) as { text: string }).text, 'Hello, Ada!');
    assert.equal((await exited)[0], 0);
  } finally {
    child.kill('SIGKILL');
  }
});

test('a deadline that passes ends the process with code 1', { skip: signals }, async () => {
  await using phrases = await PhrasesStub.start();
  phrases.behaviour = 'never-answers';
  const env = { PHRASES_URL: phrases.url, DRAIN_DELAY_MS: '0', SHUTDOWN_DEADLINE_MS: '100' };
  const { child, exited, url } = await startProcess(env);
  try {
    const inFlight = fetch(`${url}/v1/greetings/Ada`).then(
      () => 'answered',
      () => 'cut off',
    );
    while (phrases.calls.length === 0) await delay(10);
    child.kill('SIGTERM');
    assert.equal(await inFlight, 'cut off');
    assert.equal((await exited)[0], 1);
  } finally {
    child.kill('SIGKILL');
  }
});
