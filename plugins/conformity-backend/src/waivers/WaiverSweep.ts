import { LoggerService } from '@backstage/backend-plugin-api';
import { WaiverStore } from '../database/WaiverStore';
import { toWaiver } from '../service/toWaiverReport';
import { StandardsSource } from '../standards/StandardsSource';
import { WaiverEffects } from './WaiverEffects';
import { WaiverNotifier } from './WaiverNotifier';

// So many days before the end the owners are told.
const REMINDERS = [7, 1];

/** What happens to waivers as time goes by. */
export class WaiverSweep {
  readonly #waivers: WaiverStore;
  readonly #effects: WaiverEffects;
  readonly #notifier: WaiverNotifier;
  readonly #standards: StandardsSource;
  readonly #logger: LoggerService;

  static create(options: {
    waivers: WaiverStore;
    effects: WaiverEffects;
    notifier: WaiverNotifier;
    standards: StandardsSource;
    logger: LoggerService;
  }): WaiverSweep {
    return new WaiverSweep(options);
  }

  private constructor(options: {
    waivers: WaiverStore;
    effects: WaiverEffects;
    notifier: WaiverNotifier;
    standards: StandardsSource;
    logger: LoggerService;
  }) {
    this.#waivers = options.waivers;
    this.#effects = options.effects;
    this.#notifier = options.notifier;
    this.#standards = options.standards;
    this.#logger = options.logger;
  }

  async run(): Promise<void> {
    const expired = await this.#waivers.expire();
    if (expired.length > 0) {
      this.#logger.info(
        `${expired.length} waivers have expired: their checks are asked again`,
      );
    }
    await this.#effects.settle();
    await this.#remind();
  }

  async #remind(): Promise<void> {
    const due = await this.#waivers.dueReminders(REMINDERS);
    if (due.length === 0) {
      return;
    }
    const titles = new Map(
      this.#standards
        .current()
        .standards.flatMap(({ checks }) => checks)
        .map(check => [check.id, check.title]),
    );
    const told = await Promise.all(
      due.map(
        async row =>
          await this.#notifier.expiring({
            ...toWaiver(row),
            componentTitle: row.component_title ?? undefined,
            owner: row.owner ?? undefined,
            checkTitle: titles.get(row.check_id),
          }),
      ),
    );
    // Those that could not be told are told at the next sweep.
    await this.#waivers.reminded(
      due
        .filter((_, index) => told[index])
        .map(({ id, days }) => ({ id, days })),
    );
  }
}
