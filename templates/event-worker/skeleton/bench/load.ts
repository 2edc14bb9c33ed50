// npm run load: a burst of messages, each sent twice, against two workers. Fails where one is lost or done twice, or where
// the burst is worked off slower than slo.yaml promises.
import { PhrasesStub } from '../test/support/phrases-stub.ts';
import { arrival, startWorker } from '../test/support/start-worker.ts';
import { TestDatabase } from '../test/support/test-database.ts';
import { until } from '../test/support/until.ts';

const messages = 300;
/** slo.yaml: 99 of 100 messages are done a minute after they were sent. */
const promisedSeconds = 60;

await using database = await TestDatabase.create();
await using phrases = await PhrasesStub.start();
const env = { DATABASE_URL: database.url, PHRASES_URL: phrases.url, LOG_LEVEL: 'info' };
await using one = await startWorker(env);
await using other = await startWorker(env);

const startedAt = performance.now();
const burst = Array.from({ length: messages }, (_, index) => arrival(`Ada ${index}`));
await one.queue.send([...burst, ...burst]);
const lines = () => [...one.lines, ...other.lines].filter((line) => line.event === 'message.handled');
await until(() => lines().length >= 2 * messages || performance.now() - startedAt > promisedSeconds * 1_000);
const seconds = (performance.now() - startedAt) / 1_000;

const waited = lines()
  .map((line) => Number(line.waited_ms) + Number(line.duration_ms))
  .sort((a, b) => a - b);
const slowest = (waited[Math.ceil(waited.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY) / 1_000;
const [row] = await database.rows(
  'SELECT count(*)::int AS all, count(DISTINCT name)::int AS once FROM greeting',
);
const wrong = messages - row.once + (row.all - row.once);
const result = { messages, perSecond: Math.round((2 * messages) / seconds), wrong, p99Seconds: slowest };
process.stdout.write(`${JSON.stringify({ event: 'load.tested', ...result })}\n`);
if (wrong > 0 || slowest > promisedSeconds) {
  process.stderr.write(`Under load: ${wrong} lost or done twice, 99 of 100 within ${slowest.toFixed(1)} s\n`);
  process.exitCode = 1;
}
