// npm run dead-letters: the oldest hundred, a line each. With -- redrive [COUNT], sends that many again.
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/telemetry/logger.ts';
import { createWorker } from '../src/worker.ts';

const [what = 'list', count = '100'] = process.argv.slice(2);
const config = loadConfig({ ...process.env, LOG_LEVEL: 'warn' });
const worker = await createWorker(config, createLogger(config));
try {
  if (what === 'redrive') {
    process.stdout.write(`Sent again: ${await worker.queue.redrive(Number(count))}\n`);
  } else {
    for (const letter of await worker.queue.deadLetters(100))
      process.stdout.write(`${JSON.stringify(letter)}\n`);
  }
} finally {
  await worker.close();
}
