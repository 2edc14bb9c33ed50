// npm run load: a night with many items, as the process runs in production, and stopped in the middle. Fails where an item
// is left out, or where it is too slow for the volume that is expected within the time that a run may take.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { loadResilienceMatrix } from '../src/outbound/resilience-matrix.ts';
import { PhrasesStub } from '../test/support/phrases-stub.ts';
import { startJob } from '../test/support/start-job.ts';
import { TestDatabase } from '../test/support/test-database.ts';

const items = 1_000;
/** Items of the largest night that there may be. Replace it with yours. */
const expected = 100_000;

await using database = await TestDatabase.create();
await using phrases = await PhrasesStub.start();
phrases.phrase = (language) => language;
const env = { DATABASE_URL: database.url, PHRASES_URL: phrases.url };
await using tables = await startJob(env);
await tables.database.query(
  `INSERT INTO phrase (language) SELECT 'x' || n FROM generate_series(6, ${items}) AS n`,
);

const startedAt = performance.now();
const codes: (number | null)[] = [];
for (const stop of [true, false]) {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, ...env, PORT: '0', LOG_LEVEL: 'warn', IGNORE_CALENDAR: 'true' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  while (stop && phrases.calls.length < items / 4) await delay(5);
  if (stop) child.kill('SIGTERM');
  codes.push((await exited)[0]);
}
const seconds = (performance.now() - startedAt) / 1_000;

const [row] = await database.rows('SELECT count(*)::int FROM phrase WHERE text IS DISTINCT FROM language');
const perSecond = Math.round(items / seconds);
const wrong = row.count + (phrases.calls.length - items);
process.stdout.write(`${JSON.stringify({ event: 'load.tested', items, perSecond, wrong, codes })}\n`);
const needed = expected / (loadResilienceMatrix().deadlineMs / 1_000);
if (wrong > 0 || codes.join() !== '75,0' || perSecond < needed) {
  process.stderr.write(
    `Under load: ${wrong} left out or twice, ${perSecond} a second where it takes ${needed}\n`,
  );
  process.exitCode = 1;
}
