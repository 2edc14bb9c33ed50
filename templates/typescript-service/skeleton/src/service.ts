import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { GreetingService } from './domain/greeting-service.ts';
import { JobQueue } from './domain/job-queue.ts';
import { greetingHandlers } from './http/greetings.ts';
import { type GreetingJobs, guestListHandlers } from './http/guest-lists.ts';
import { operationsHandlers } from './http/operations.ts';
import { createServer } from './http/server.ts';
import { Lifecycle } from './lifecycle.ts';
import { OutboundClient } from './outbound/outbound-client.ts';
import { PhrasesClient } from './outbound/phrases-client.ts';
import { loadResilienceMatrix } from './outbound/resilience-matrix.ts';
import { observeJobs } from './telemetry/observe-jobs.ts';

export interface Service {
  app: FastifyInstance;
  jobs: GreetingJobs;
  lifecycle: Lifecycle;
}

/** Puts the layers together. Everything that is made once per process is made here. */
export async function createService(config: Config, logger: Logger): Promise<Service> {
  const lifecycle = new Lifecycle();
  const matrix = loadResilienceMatrix();

  const phrases = new PhrasesClient(
    OutboundClient.create({ dependency: matrix.get('phrases'), baseUrl: config.PHRASES_URL, logger }),
  );
  const greetings = new GreetingService(phrases);
  const jobs: GreetingJobs = new JobQueue({
    work: (guests) => greetings.greetAll(guests),
    concurrency: 2,
    maxWaiting: config.MAX_WAITING_JOBS,
    maxEnded: 1_000,
    ended: observeJobs(logger),
  });

  const app = await createServer({
    deadlineMs: matrix.deadlineMs,
    lifecycle,
    logger,
    handlers: {
      ...operationsHandlers(lifecycle),
      ...greetingHandlers(greetings),
      ...guestListHandlers(jobs),
    },
  });
  return { app, jobs, lifecycle };
}
