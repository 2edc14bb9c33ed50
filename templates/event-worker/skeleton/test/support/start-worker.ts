import { randomUUID } from 'node:crypto';
import { loadConfig } from '../../src/config.ts';
import type { Message } from '../../src/queue/contract.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { createWorker, type Worker } from '../../src/worker.ts';
import { patientMatrix } from './patient-matrix.ts';

export interface RunningWorker extends Worker, AsyncDisposable {
  /** What it has logged. */
  lines: Record<string, unknown>[];
}

/** The whole worker, put together as in production, in this process. */
export async function startWorker(
  env: NodeJS.ProcessEnv & { DATABASE_URL: string },
  matrix = patientMatrix(),
): Promise<RunningWorker> {
  const defaults = { LOG_LEVEL: 'debug', PORT: '0', POLL_INTERVAL_MS: '20', RETRY_DELAY_SECONDS: '1' };
  const config = loadConfig({ ...defaults, ...env });
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger(config, { write: (line) => lines.push(JSON.parse(line)) });
  const worker = await createWorker(config, logger, matrix);
  await worker.start();
  // Spreading would read what is only there later.
  return Object.assign(Object.create(worker), {
    lines,
    [Symbol.asyncDispose]: () => worker.close(),
  }) as RunningWorker;
}

export function results(worker: RunningWorker): unknown[] {
  return worker.lines
    .filter((line) => line.event === 'message.handled')
    .map((line) => line['messaging.result']);
}

export function arrival(name: string, language = 'fr', id: string = randomUUID()): Message {
  return { id, type: 'person.arrived', time: new Date().toISOString(), data: { name, language } };
}
