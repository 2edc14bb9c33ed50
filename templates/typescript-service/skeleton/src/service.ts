import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { GreetingService } from './domain/greeting-service.ts';
import { greetingHandlers } from './http/greetings.ts';
import { operationsHandlers } from './http/operations.ts';
import { createServer } from './http/server.ts';
import { Lifecycle } from './lifecycle.ts';
import { OutboundClient } from './outbound/outbound-client.ts';
import { PhrasesClient } from './outbound/phrases-client.ts';
import { loadResilienceMatrix } from './outbound/resilience-matrix.ts';

export interface Service {
  app: FastifyInstance;
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

  const app = await createServer({
    deadlineMs: matrix.deadlineMs,
    lifecycle,
    logger,
    handlers: { ...operationsHandlers(lifecycle), ...greetingHandlers(greetings) },
  });
  return { app, lifecycle };
}
