import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Profiling } from './telemetry/profiling.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import type { Worker } from './worker.ts';

export interface StopOptions {
  config: Pick<Config, 'SHUTDOWN_DEADLINE_MS'>;
  logger: Logger;
  profiling: Profiling;
  telemetry: Telemetry;
  worker: Pick<Worker, 'close' | 'drain' | 'lifecycle'>;
}

/**
 * Stops without losing a message: nothing more is taken from the queue, and what is in hand is finished. Exit code 0 if
 * all of it was, 1 if the deadline cut some off; those go back to the queue, and whoever takes them next starts anew.
 */
export function stopOnSignal(options: StopOptions): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) {
      options.logger.warn({ event: 'worker.killed', signal }, 'Told to stop a second time: leaving at once');
      process.exit(1);
    }
    stopping = true;
    void stop(options, signal).then((code) => process.exit(code));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

async function stop(options: StopOptions, signal: NodeJS.Signals): Promise<0 | 1> {
  const { config, logger, profiling, telemetry, worker } = options;
  worker.lifecycle.drain();
  logger.info({ event: 'worker.draining', signal }, 'Draining: no message is taken from now on');

  let code: 0 | 1 = 0;
  try {
    await worker.drain(config.SHUTDOWN_DEADLINE_MS);
    logger.info({ event: 'worker.drained' }, 'Every message in hand has been finished');
  } catch (exception) {
    logger.error({ event: 'worker.cut-off', exception }, 'Messages were cut off: they are back in the queue');
    code = 1;
  }
  // What is left of the telemetry and the connections is worth a moment, not the exit code.
  await Promise.race([
    Promise.all([worker.close(), profiling.stop(), telemetry.shutdown()]),
    delay(2_000).then(() => {
      throw new Error('Not done after 2000 ms');
    }),
  ]).catch((exception) => logger.warn({ event: 'worker.not-tidy', exception }, 'Left without tidying up'));
  return code;
}
