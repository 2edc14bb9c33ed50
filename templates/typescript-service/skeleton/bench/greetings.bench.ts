// npm run bench [-- --record]: how long one greeting takes, without a network before it. Bounded to a few seconds.
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { PhrasesStub } from '../test/support/phrases-stub.ts';
import { startService } from '../test/support/start-service.ts';

const rounds = 40;
const requests = 50;
const history = new URL('history.jsonl', import.meta.url);

await using phrases = await PhrasesStub.start();
await using service = await startService({ PHRASES_URL: phrases.url, LOG_LEVEL: 'silent' });

async function millisecondsPerRequest(): Promise<number> {
  const startedAt = performance.now();
  for (let request = 0; request < requests; request++) {
    const { statusCode } = await service.app.inject({ url: '/v1/greetings/Ada?language=fr' });
    if (statusCode !== 200) throw new Error(`Answered ${statusCode}`);
  }
  return (performance.now() - startedAt) / requests;
}

const measured: number[] = [];
for (let round = 0; round < rounds; round++) measured.push(await millisecondsPerRequest());
// The first rounds warm up. The median does not mind what else the machine did now and then.
const warm = measured.slice(rounds / 4).sort((a, b) => a - b);
const value = Number((warm[Math.floor(warm.length / 2)] ?? 0).toFixed(4));

const line = JSON.stringify({
  at: new Date().toISOString(),
  commit: commit(),
  benchmark: 'GET /v1/greetings/{name}',
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
