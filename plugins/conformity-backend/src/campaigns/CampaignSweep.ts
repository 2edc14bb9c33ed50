import { LoggerService } from '@backstage/backend-plugin-api';
import { CampaignStore } from '../database/CampaignStore';
import { StandardsSource } from '../standards/StandardsSource';
import { CampaignNotifier } from './CampaignNotifier';
import { CampaignSelection } from './CampaignSelection';
import { checksInForce } from './checksInForce';

/** What happens to campaigns as time goes by. */
export class CampaignSweep {
  readonly #campaigns: CampaignStore;
  readonly #selection: CampaignSelection;
  readonly #notifier: CampaignNotifier;
  readonly #standards: StandardsSource;
  readonly #reminderDays: number[];
  readonly #logger: LoggerService;

  static create(options: {
    campaigns: CampaignStore;
    selection: CampaignSelection;
    notifier: CampaignNotifier;
    standards: StandardsSource;
    /** So many days before the deadline the owners are told. */
    reminderDays: number[];
    logger: LoggerService;
  }): CampaignSweep {
    return new CampaignSweep(options);
  }

  private constructor(options: {
    campaigns: CampaignStore;
    selection: CampaignSelection;
    notifier: CampaignNotifier;
    standards: StandardsSource;
    reminderDays: number[];
    logger: LoggerService;
  }) {
    this.#campaigns = options.campaigns;
    this.#selection = options.selection;
    this.#notifier = options.notifier;
    this.#standards = options.standards;
    this.#reminderDays = options.reminderDays;
    this.#logger = options.logger;
  }

  async run(): Promise<void> {
    const inForce = checksInForce(this.#standards);
    const running = await this.#campaigns.running();
    if (running.length === 0) {
      return;
    }
    // Components come and go while a campaign runs.
    for (const { id, selection } of running) {
      await this.#campaigns.setComponents(
        id,
        await this.#selection.resolve(selection),
      );
    }
    await this.#campaigns.recordDay(inForce);
    const ended = await this.#campaigns.endOverdue(inForce);
    if (ended.length > 0) {
      this.#logger.info(
        `${ended.length} campaigns have ended with their deadline`,
      );
    }

    const due = await this.#campaigns.dueReminders(this.#reminderDays);
    const work = await this.#campaigns.openWork(
      due.map(({ id }) => id),
      inForce,
    );
    const told = await Promise.all(
      due.map(async ({ id, days }) => {
        const campaign = running.find(candidate => candidate.id === id);
        return (
          campaign !== undefined &&
          (await this.#notifier.tell(
            campaign,
            work.filter(({ campaignId }) => campaignId === id),
            days,
          ))
        );
      }),
    );
    await this.#campaigns.reminded(due.filter((_, index) => told[index]));
  }
}
