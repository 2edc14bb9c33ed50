import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { DatabaseWaveStore } from '../stores/DatabaseWaveStore';
import type { WaveCloser } from './WaveCloser';
import type { WaveService } from './WaveService';

/** What the wave keeper works with. */
export interface WaveKeeperOptions {
  store: DatabaseWaveStore;
  waves: WaveService;
  closer: WaveCloser;
  logger: LoggerService;
  now: () => Date;
  /** Done before each round. */
  first?: () => Promise<void>;
  /** Done after opening and closing, each by itself, by what it is called in the log. */
  also?: Record<string, () => Promise<void>>;
}

/**
 * Opens and closes waves when their time comes, and mixes fresh responses. Each
 * round looks at what is due now, so that a clock that jumps does no harm.
 */
export class WaveKeeper {
  readonly #options: WaveKeeperOptions;
  readonly #said = new Map<string, string>();

  static create(options: WaveKeeperOptions) {
    return new WaveKeeper(options);
  }

  private constructor(options: WaveKeeperOptions) {
    this.#options = options;
  }

  /** One replica at a time does the rounds. */
  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'surveys-keep-waves',
      frequency: { seconds: 10 },
      timeout: { minutes: 10 },
      initialDelay: { seconds: 3 },
      scope: 'global',
      fn: () => this.run(),
    });
  }

  /** One round. What fails is logged and tried again in the next. */
  async run(): Promise<void> {
    const { store, waves, closer, now, first, also = {} } = this.#options;
    if (first) await this.#try('Sample waves', first);
    const { toOpen, toClose } = await store.due(now());
    for (const id of toClose) {
      await this.#try(`Closing wave ${id}`, () => closer.close(id));
    }
    for (const id of toOpen) {
      await this.#try(`Opening wave ${id}`, () => waves.open(id));
    }
    await this.#try('Mixing responses', () => closer.mix());
    for (const [what, work] of Object.entries(also)) {
      await this.#try(what, work);
    }
  }

  async #try(what: string, work: () => Promise<unknown>) {
    try {
      await work();
      this.#said.delete(what);
    } catch (error) {
      // A wave that cannot open would say so every round.
      if (this.#said.get(what) === String(error)) return;
      this.#said.set(what, String(error));
      this.#options.logger.warn(`${what} failed and is tried again: ${error}`);
    }
  }
}
