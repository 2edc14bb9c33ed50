import { metrics } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { ProcessedMessages } from '../database/processed-messages.ts';
import type { MessageQueue, QueueState } from './message-queue.ts';

const LOOK_EVERY_MS = 15_000;
const TIDY_EVERY_MS = 60 * 60 * 1_000;

export interface QueueWatchOptions {
  logger: Logger;
  processed: ProcessedMessages;
  queue: MessageQueue;
}

/**
 * Measures what nobody sees from outside: how old the oldest message is, how many wait, and how many are dead. The age is
 * what users feel, whatever the depth. Also lets go of marks that nothing asks for any more.
 */
export class QueueWatch {
  readonly #options: QueueWatchOptions;
  readonly #timers: NodeJS.Timeout[] = [];
  #state: QueueState | undefined;

  static create(options: QueueWatchOptions): QueueWatch {
    return new QueueWatch(options);
  }

  private constructor(options: QueueWatchOptions) {
    this.#options = options;
  }

  start(): void {
    const meter = metrics.getMeter('queue');
    const gauges: [string, string, keyof QueueState][] = [
      ['messaging.queue.age', 's', 'ageSeconds'],
      ['messaging.queue.depth', '{message}', 'depth'],
      ['messaging.queue.dead_letters', '{message}', 'deadLetters'],
    ];
    for (const [name, unit, key] of gauges) {
      meter.createObservableGauge(name, { unit }).addCallback((result) => {
        if (this.#state) result.observe(this.#state[key]);
      });
    }
    void this.look();
    this.#timers.push(setInterval(() => void this.look(), LOOK_EVERY_MS).unref());
    this.#timers.push(setInterval(() => void this.#tidy(), TIDY_EVERY_MS).unref());
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async look(): Promise<void> {
    try {
      this.#state = await this.#options.queue.state();
    } catch {
      // No measurement is better than an old one. The consumer says that the queue cannot be reached.
      this.#state = undefined;
    }
  }

  async #tidy(): Promise<void> {
    await this.#options.processed
      .forget()
      .catch((exception) =>
        this.#options.logger.warn({ event: 'queue.not-tidied', exception }, 'Old marks stay for now'),
      );
  }
}
