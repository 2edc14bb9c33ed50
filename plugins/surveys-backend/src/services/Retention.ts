import type {
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Stores } from '../stores/createStores';

const DAY = 24 * 60 * 60 * 1000;

/** Nothing needs the answers once the results are there; so long a restore may take. */
const DEFAULT_DAYS = 90;

/** Deletes answers some time after their wave has closed; results stay. */
export class Retention {
  readonly #stores: Stores;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #days: number;

  static create(options: {
    stores: Stores;
    config: RootConfigService;
    logger: LoggerService;
    now: () => Date;
  }) {
    return new Retention(options);
  }

  private constructor(options: {
    stores: Stores;
    config: RootConfigService;
    logger: LoggerService;
    now: () => Date;
  }) {
    this.#stores = options.stores;
    this.#logger = options.logger;
    this.#now = options.now;
    this.#days =
      options.config.getOptionalNumber('surveys.retention.days') ??
      DEFAULT_DAYS;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'surveys-delete-answers',
      frequency: { hours: 24 },
      timeout: { minutes: 10 },
      initialDelay: { minutes: 1 },
      scope: 'global',
      fn: () => this.run(),
    });
  }

  async run(): Promise<void> {
    const { responses } = this.#stores;
    const before = new Date(this.#now().getTime() - this.#days * DAY);
    const deleted = await responses.deleteOfWavesClosedBefore(before);
    if (deleted === 0) return;
    // Deleted rows stay on their pages until then.
    await responses.vacuum();
    this.#logger.info(
      `${deleted} responses of waves that closed more than ${
        this.#days
      } days ago were deleted.`,
    );
  }
}
