// npm run bench [-- --record]: how long one message takes, with one pair of hands. Bounded to a few seconds.
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { PhrasesStub } from '../test/support/phrases-stub.ts';
import { arrival, startWorker } from '../test/support/start-worker.ts';
import { TestDatabase } from '../test/support/test-database.ts';
import { until } from '../test/support/until.ts';

const rounds = 12;
const messages = 20;
const history = new URL('history.jsonl', import.meta.url);

await using database = await TestDatabase.create();
await using phrases = await PhrasesStub.start();
await using worker = await startWorker({
  DATABASE_URL: database.url,
  PHRASES_URL: phrases.url,
  CONCURRENCY: '1',
  LOG_LEVEL: 'info',
});

const measured: number[] = [];
for (let round = 0; round < rounds; round++) {
  worker.lines.length = 0;
  await worker.queue.send(Array.from({ length: messages }, () => arrival('Ada')));
  await until(() => worker.lines.length === messages);
  const took = worker.lines.map((line) => Number(line.duration_ms));
  measured.push(took.reduce((sum, value) => sum + value, 0) / messages);
}
// The first rounds warm up. The median does not mind what else the machine did now and then.
const warm = measured.slice(rounds / 4).sort((a, b) => a - b);
const value = Number((warm[Math.floor(warm.length / 2)] ?? 0).toFixed(4));

const line = JSON.stringify({
  at: new Date().toISOString(),
  commit: commit(),
  benchmark: 'person.arrived',
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
