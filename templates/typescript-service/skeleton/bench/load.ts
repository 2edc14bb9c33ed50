// npm run load: users without a pause for a few seconds, against the process as it runs in production. Fails where an
// answer is wrong, or slower than slo.yaml promises.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PhrasesStub } from '../test/support/phrases-stub.ts';

const users = 10;
const warmUpSeconds = 1;
const seconds = 5;
/** slo.yaml: 99 of 100 requests within a quarter of a second. */
const promisedMs = 250;

await using phrases = await PhrasesStub.start();
const child = spawn(process.execPath, ['src/main.ts'], {
  cwd: new URL('..', import.meta.url),
  env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', DRAIN_DELAY_MS: '0', PHRASES_URL: phrases.url },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const exited = once(child, 'exit');
try {
  const url = await listening();
  const begin = performance.now() + warmUpSeconds * 1_000;
  const end = begin + seconds * 1_000;
  const took: number[] = [];
  let wrong = 0;

  const user = async () => {
    while (performance.now() < end) {
      const startedAt = performance.now();
      const answer = await fetch(`${url}/v1/greetings/Ada?language=fr`);
      const { text } = (await answer.json()) as { text?: string };
      if (startedAt >= begin) took.push(performance.now() - startedAt);
      if (text !== 'Bonjour, Ada!') wrong++;
    }
  };
  await Promise.all(Array.from({ length: users }, user));

  took.sort((a, b) => a - b);
  const slowest = took[Math.ceil(took.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY;
  const result = { requests: took.length, perSecond: Math.round(took.length / seconds), wrong, p99: slowest };
  process.stdout.write(`${JSON.stringify({ event: 'load.tested', users, seconds, ...result })}\n`);
  if (wrong > 0 || slowest > promisedMs) {
    process.stderr.write(`Under load: ${wrong} wrong answers, 99 of 100 within ${slowest.toFixed(0)} ms\n`);
    process.exitCode = 1;
  }
} finally {
  child.kill('SIGTERM');
  await exited;
}

async function listening(): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url) {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error('It ended before it listened');
}
