import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database, Transaction } from '../database/database.ts';
import type { ProcessedMessages } from '../database/processed-messages.ts';
import { RefusedError } from '../domain/greeting-service.ts';
import { type Contract, loadContract, type Message } from './contract.ts';
import type { Delivery, MessageQueue } from './message-queue.ts';
import { type Outcome, observeMessage } from './observe.ts';

/** What a message leads to, written in the transaction that also marks the message as done. */
export type Write = (transaction: Transaction) => Promise<void>;
/** Thinks, and asks others. May run more than once for a message; what it returns is written once. */
export type Handler = (data: Message['data']) => Promise<Write>;
/** By the type of the message. */
export type Handlers = Record<string, Handler>;

export interface ConsumerOptions {
  concurrency: number;
  database: Database;
  /** Of one attempt. */
  deadlineMs: number;
  handlers: Handlers;
  logger: Logger;
  /** How long to take nothing more after this error, in milliseconds; 0 to go on. */
  pauseAfter(error: Error): number;
  pollIntervalMs: number;
  processed: ProcessedMessages;
  queue: MessageQueue;
}

/**
 * Takes messages from the queue and works them off: never more at a time than it has hands for, so that what it cannot
 * do now waits in the queue, where others can take it.
 */
export class Consumer {
  readonly #options: ConsumerOptions;
  readonly #contract: Contract;
  readonly #inHand = new Map<Delivery, Promise<void>>();
  readonly #stopped = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  #pausedUntil = 0;
  #turnedAt = performance.now();

  /** @throws where the contract and the handlers do not name the same messages */
  static create(options: ConsumerOptions): Consumer {
    const contract = loadContract();
    const missing = contract.types.filter((type) => !options.handlers[type]);
    if (missing.length > 0)
      throw new Error(`asyncapi.yaml has ${missing.join(', ')}, which no handler takes`);
    const unknown = Object.keys(options.handlers).filter((type) => !contract.types.includes(type));
    if (unknown.length > 0)
      throw new Error(`Handlers without a message in asyncapi.yaml: ${unknown.join(', ')}`);
    return new Consumer(options, contract);
  }

  private constructor(options: ConsumerOptions, contract: Contract) {
    this.#options = options;
    this.#contract = contract;
  }

  /** Whether it has looked into the queue lately, or has its hands full of what is within its deadline. */
  get alive(): boolean {
    return performance.now() - this.#turnedAt < 60_000 + 2 * this.#options.deadlineMs;
  }

  start(): void {
    this.#loop = this.#work();
  }

  /** Takes nothing more, and finishes what is in hand; what is not finished in time goes back to the queue. */
  async stop(deadlineMs: number): Promise<void> {
    this.#stopped.abort();
    const timeLeft = new AbortController();
    const late = delay(deadlineMs, true, { signal: timeLeft.signal }).catch(() => true);
    const finished = this.#loop.then(() => Promise.all(this.#inHand.values())).then(() => false);
    const cutOff = await Promise.race([finished, late]);
    timeLeft.abort();
    const left = [...this.#inHand.keys()];
    if (!cutOff || left.length === 0) return;
    const error = new Error(`The worker stopped before it was done with ${left.length} messages`);
    await Promise.allSettled(left.map((delivery) => this.#options.queue.failed(delivery, error)));
    throw error;
  }

  async #work(): Promise<void> {
    const { concurrency, logger, pollIntervalMs, queue } = this.#options;
    let failures = 0;
    while (!this.#stopped.signal.aborted) {
      this.#turnedAt = performance.now();
      const pauseMs = Math.min(this.#pausedUntil - performance.now(), 1_000);
      if (pauseMs > 0) {
        await this.#sleep(pauseMs);
        continue;
      }
      const hands = concurrency - this.#inHand.size;
      if (hands === 0) {
        await Promise.race(this.#inHand.values());
        continue;
      }
      try {
        const deliveries = await queue.take(hands);
        failures = 0;
        for (const delivery of deliveries) this.#begin(delivery);
        if (deliveries.length === 0) await this.#sleep(pollIntervalMs);
      } catch (exception) {
        failures++;
        logger.warn({ event: 'queue.not-reached', exception, failures }, 'The queue cannot be looked into');
        await this.#sleep(Math.min(10_000, 100 * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2));
      }
    }
  }

  #begin(delivery: Delivery): void {
    const work = observeMessage(delivery, this.#options.logger, (seen) => this.#handle(delivery, seen))
      .catch((exception) =>
        this.#options.logger.warn({ event: 'queue.not-told', exception }, 'The queue could not be told'),
      )
      .finally(() => this.#inHand.delete(delivery));
    this.#inHand.set(delivery, work);
  }

  async #handle(delivery: Delivery, seen: (message: Message) => void): Promise<Outcome> {
    const { database, queue } = this.#options;
    try {
      const message = this.#contract.check(delivery.message);
      seen(message);
      return { result: await this.#process(delivery, message) };
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      if (error instanceof RefusedError) {
        await database.transaction((transaction) => queue.refuse(delivery, error, transaction));
        return { result: 'refused', error };
      }
      const pauseMs = this.#options.pauseAfter(error);
      if (pauseMs > 0) this.#pausedUntil = performance.now() + pauseMs;
      await queue.failed(delivery, error);
      return { result: delivery.lastAttempt ? 'given-up' : 'failed', error };
    }
  }

  async #process(delivery: Delivery, message: Message): Promise<'processed' | 'duplicate'> {
    const { database, deadlineMs, handlers, processed, queue } = this.#options;
    // Saves the calls to others. What counts is the mark below.
    const known = await processed.has(message.id);
    const handler = handlers[message.type] as Handler;
    const write = known ? undefined : await within(deadlineMs, handler(message.data));
    return database.transaction(async (transaction) => {
      await queue.done(delivery, transaction);
      if (!write || !(await processed.mark(message.id, transaction))) return 'duplicate';
      await write(transaction);
      return 'processed';
    });
  }

  async #sleep(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const timeLeft = new AbortController();
  const deadline = delay(milliseconds, undefined, { signal: timeLeft.signal }).then(() => {
    throw new Error(`Not done after ${milliseconds} ms`);
  });
  deadline.catch(() => undefined);
  try {
    return await Promise.race([work, deadline]);
  } finally {
    timeLeft.abort();
  }
}
