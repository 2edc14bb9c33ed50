import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { exitCodes } from './run/result.ts';

/**
 * Aborted by SIGTERM and SIGINT: the run then finishes the batch that it is at, writes its checkpoint, and ends. Whatever
 * takes longer than SHUTDOWN_DEADLINE_MS, or a second signal, ends the process at the checkpoint before.
 */
export function stopSignal(config: Pick<Config, 'SHUTDOWN_DEADLINE_MS'>, logger: Logger): AbortSignal {
  const stop = new AbortController();
  const leave = (event: string) => {
    logger.warn({ event }, 'Leaving at the last checkpoint');
    process.exit(exitCodes.stopped);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (stop.signal.aborted) leave('job.killed');
    logger.info({ event: 'job.stopping', signal }, 'Stopping after this batch');
    stop.abort();
    setTimeout(() => leave('job.cut-off'), config.SHUTDOWN_DEADLINE_MS).unref();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return stop.signal;
}

export async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const timeLeft = new AbortController();
  const deadline = delay(milliseconds, undefined, { signal: timeLeft.signal }).then(() => {
    throw new Error(`Not done after ${milliseconds} ms`);
  });
  deadline.catch(() => undefined);
  try {
    await Promise.race([work, deadline]);
  } finally {
    timeLeft.abort();
  }
}
