// npm run send -- Ada fr: puts a message into the queue, as another service would.
import { randomUUID } from 'node:crypto';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/telemetry/logger.ts';
import { createWorker } from '../src/worker.ts';

const [name = 'Ada', language = 'en'] = process.argv.slice(2);
const config = loadConfig({ ...process.env, LOG_LEVEL: 'warn' });
const worker = await createWorker(config, createLogger(config));
const message = {
  id: randomUUID(),
  type: 'person.arrived',
  time: new Date().toISOString(),
  data: { name, language },
};
await worker.queue.send([message]);
await worker.close();
process.stdout.write(`${JSON.stringify(message)}\n`);
