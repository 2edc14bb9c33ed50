import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { Database } from './database/database.ts';
import { GreetingTable } from './database/greeting-table.ts';
import { migrate } from './database/migrate.ts';
import { ProcessedMessages } from './database/processed-messages.ts';
import { GreetingService } from './domain/greeting-service.ts';
import { createHealthServer } from './http/health-server.ts';
import { Lifecycle } from './lifecycle.ts';
import { DependencyError, OutboundClient } from './outbound/outbound-client.ts';
import { PhrasesClient } from './outbound/phrases-client.ts';
import { loadResilienceMatrix, type ResilienceMatrix } from './outbound/resilience-matrix.ts';
import { Consumer } from './queue/consumer.ts';
import { greetingHandlers } from './queue/greetings.ts';
import { MessageQueue } from './queue/message-queue.ts';
import { QueueWatch } from './queue/queue-watch.ts';

export interface Worker {
  consumer: Consumer;
  database: Database;
  lifecycle: Lifecycle;
  queue: MessageQueue;
  /** Where probes are answered, once it has started. */
  readonly healthUrl: string;
  start(): Promise<void>;
  /** Takes nothing more, and finishes what is in hand. Rejects where that took too long; the queue keeps the rest. */
  drain(deadlineMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Puts the layers together. Everything that is made once per process is made here. */
export async function createWorker(
  config: Config,
  logger: Logger,
  matrix: ResilienceMatrix = loadResilienceMatrix(),
): Promise<Worker> {
  const lifecycle = new Lifecycle();

  const database = Database.create({
    dependency: matrix.get('database'),
    url: config.DATABASE_URL,
    // One for each message in hand, and some for the queue itself.
    connections: config.CONCURRENCY + 4,
    logger,
  });
  await migrate(database);
  const queue = await MessageQueue.start({
    database,
    deadlineMs: matrix.deadlineMs,
    logger,
    retry: { limit: config.RETRY_LIMIT, delaySeconds: config.RETRY_DELAY_SECONDS },
  });

  const phrases = matrix.get('phrases');
  const greetings = new GreetingService(
    new PhrasesClient(OutboundClient.create({ dependency: phrases, baseUrl: config.PHRASES_URL, logger })),
  );
  const processed = new ProcessedMessages(database);
  const consumer = Consumer.create({
    concurrency: config.CONCURRENCY,
    database,
    deadlineMs: matrix.deadlineMs,
    handlers: greetingHandlers(greetings, new GreetingTable()),
    logger,
    // What cannot succeed is not tried: messages stay in the queue, for all who work on it.
    pauseAfter: (error) =>
      error instanceof DependencyError && error.reason === 'circuit-open' ? phrases.breaker.resetAfterMs : 0,
    pollIntervalMs: config.POLL_INTERVAL_MS,
    processed,
    queue,
  });
  const watch = QueueWatch.create({ logger, processed, queue });
  const health = createHealthServer({ consumer, lifecycle });

  return {
    consumer,
    database,
    lifecycle,
    queue,
    get healthUrl() {
      return `http://127.0.0.1:${(health.address() as AddressInfo).port}`;
    },
    start: async () => {
      await new Promise<void>((resolve, reject) => {
        health.once('error', reject).listen(config.PORT, config.HOST, resolve);
      });
      consumer.start();
      watch.start();
      lifecycle.ready();
      const { port } = health.address() as AddressInfo;
      logger.info({ event: 'worker.started', port, concurrency: config.CONCURRENCY }, 'Working');
    },
    drain: (deadlineMs) => consumer.stop(deadlineMs),
    close: async () => {
      await consumer.stop(0).catch(() => undefined);
      watch.stop();
      health.closeAllConnections();
      health.close();
      await queue.stop();
      await database.close();
    },
  };
}
