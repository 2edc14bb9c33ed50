import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Profiling } from './telemetry/profiling.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

export interface StopOptions {
  app: FastifyInstance;
  config: Pick<Config, 'DRAIN_DELAY_MS' | 'SHUTDOWN_DEADLINE_MS'>;
  lifecycle: Lifecycle;
  logger: Logger;
  profiling: Profiling;
  telemetry: Telemetry;
}

/**
 * Stops without losing a request: /readyz says 503 and traffic is sent elsewhere, then no connection is accepted any
 * more, then the requests in flight finish. Exit code 0 if all of them did, 1 if the deadline cut some off.
 */
export function stopOnSignal(options: StopOptions): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) {
      options.logger.warn({ event: 'service.killed', signal }, 'Told to stop a second time: leaving at once');
      process.exit(1);
    }
    stopping = true;
    void stop(options, signal).then((code) => process.exit(code));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

async function stop(options: StopOptions, signal: NodeJS.Signals): Promise<0 | 1> {
  const { app, config, lifecycle, logger, profiling, telemetry } = options;
  lifecycle.drain();
  logger.info({ event: 'service.draining', signal }, 'Draining: /readyz says 503 from now on');
  // SIGINT comes from a person at a terminal: there is no load balancer to wait for.
  if (signal === 'SIGTERM') await delay(config.DRAIN_DELAY_MS);

  let code: 0 | 1 = 0;
  try {
    await within(config.SHUTDOWN_DEADLINE_MS, app.close());
    logger.info({ event: 'service.drained' }, 'Every request has finished');
  } catch (exception) {
    logger.error({ event: 'service.cut-off', exception }, 'Requests were cut off');
    app.server.closeAllConnections();
    code = 1;
  }
  // What is left of the telemetry is worth a moment, not the exit code.
  await within(2_000, Promise.all([profiling.stop(), telemetry.shutdown()])).catch((exception) =>
    logger.warn({ event: 'service.telemetry-lost', exception }, 'Telemetry was lost'),
  );
  return code;
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const timeLeft = new AbortController();
  const deadline = delay(milliseconds, undefined, { signal: timeLeft.signal }).then(() => {
    throw new Error(`Not done after ${milliseconds} ms`);
  });
  try {
    await Promise.race([work, deadline]);
  } finally {
    deadline.catch(() => undefined);
    timeLeft.abort();
  }
}
