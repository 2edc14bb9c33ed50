// npm run bench [-- --record]: how long an item takes, checkpoints included. Bounded to a few seconds.
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { PhrasesStub } from '../test/support/phrases-stub.ts';
import { startJob } from '../test/support/start-job.ts';
import { TestDatabase } from '../test/support/test-database.ts';

const rounds = 12;
const items = 100;
const history = new URL('history.jsonl', import.meta.url);

await using database = await TestDatabase.create();
await using phrases = await PhrasesStub.start();
phrases.phrase = (language) => language;
const env = { DATABASE_URL: database.url, PHRASES_URL: phrases.url, BATCH_SIZE: '10', LOG_LEVEL: 'info' };

const measured: number[] = [];
for (let round = 0; round < rounds; round++) {
  const night = new Date(Date.UTC(2026, 2, 1 + round, 2));
  await using job = await startJob(env, { now: () => night });
  if (round === 0)
    await database.rows(
      `INSERT INTO phrase (language) SELECT 'x' || n FROM generate_series(6, $1::int) AS n`,
      [items],
    );
  const result = await job.runOnce();
  if (result.items.done !== items) throw new Error(`Did ${result.items.done} items`);
  measured.push(result.duration_ms / items);
}
// The first rounds warm up. The median does not mind what else the machine did now and then.
const warm = measured.slice(rounds / 4).sort((a, b) => a - b);
const value = Number((warm[Math.floor(warm.length / 2)] ?? 0).toFixed(4));

const line = JSON.stringify({
  at: new Date().toISOString(),
  commit: commit(),
  benchmark: 'item',
  unit: 'ms',
  value,
});
process.stdout.write(`${line}\n`);
if (process.argv.includes('--record')) appendFileSync(history, `${line}\n`);

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'uncommitted';
  }
}
