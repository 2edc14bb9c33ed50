// npm run load: visitors without a pause for a few seconds, against the process as it runs in production. Fails where an
// answer is wrong, or slower than slo.yaml promises.
import { readFile } from 'node:fs/promises';
import { startProcess } from '../test/support/start-process.ts';

const visitors = 10;
const warmUpSeconds = 1;
const seconds = 5;
/** slo.yaml: 99 of 100 requests within a quarter of a second. */
const promisedMs = 250;

const app = new URL('../dist/app/', import.meta.url);
const page = await readFile(new URL('index.html', app), 'utf8');
const expected = new Map<string, string>();
for (const [, path] of page.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)) {
  expected.set(String(path), await readFile(new URL(`.${path}`, app), 'utf8'));
}
if (expected.size === 0) throw new Error('The page loads nothing: nothing to ask for');

const server = await startProcess({ DRAIN_DELAY_MS: '0' });
try {
  const begin = performance.now() + warmUpSeconds * 1_000;
  const end = begin + seconds * 1_000;
  const took: number[] = [];
  let wrong = 0;

  const ask = async (path: string): Promise<string> => {
    const startedAt = performance.now();
    const answer = await fetch(server.url + path, { headers: { accept: 'text/html,*/*' } });
    const body = await answer.text();
    if (startedAt >= begin) took.push(performance.now() - startedAt);
    return body;
  };
  const visit = async () => {
    while (performance.now() < end) {
      if (!(await ask('/')).includes('"apiUrl":"/api"')) wrong++;
      for (const [path, text] of expected) if ((await ask(path)) !== text) wrong++;
    }
  };
  await Promise.all(Array.from({ length: visitors }, visit));

  took.sort((a, b) => a - b);
  const slowest = took[Math.ceil(took.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY;
  const result = { requests: took.length, perSecond: Math.round(took.length / seconds), wrong, p99: slowest };
  process.stdout.write(`${JSON.stringify({ event: 'load.tested', visitors, seconds, ...result })}\n`);
  if (wrong > 0 || slowest > promisedMs) {
    process.stderr.write(`Under load: ${wrong} wrong answers, 99 of 100 within ${slowest.toFixed(0)} ms\n`);
    process.exitCode = 1;
  }
} finally {
  server.child.kill('SIGTERM');
  await server.exited;
}
