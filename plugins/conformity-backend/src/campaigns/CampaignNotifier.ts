import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { CampaignRow, OpenWork } from '../database/CampaignStore';

/** Tells owners what a campaign asks of them. */
export class CampaignNotifier {
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;

  static create(options: {
    notifications: NotificationService;
    logger: LoggerService;
  }): CampaignNotifier {
    return new CampaignNotifier(options);
  }

  private constructor(options: {
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#notifications = options.notifications;
    this.#logger = options.logger;
  }

  /**
   * Tells everyone who has something to do; answers whether all could be told.
   *
   * @param days - So many days are left; undefined when the campaign has just begun.
   */
  async tell(
    campaign: Pick<CampaignRow, 'id' | 'title' | 'deadline'>,
    work: OpenWork[],
    days?: number,
  ): Promise<boolean> {
    const { id, title, deadline } = campaign;
    const until = deadline.toISOString().slice(0, 10);
    const told = await Promise.allSettled(
      work.map(({ owner, components }) =>
        this.#notifications.send({
          recipients: { type: 'entity', entityRef: owner },
          payload: {
            title:
              days === undefined
                ? `Campaign: ${title}`
                : `${days === 1 ? '1 day' : `${days} days`} left: ${title}`,
            description: `${
              components === 1
                ? 'One of your components is'
                : `${components} of your components are`
            } not done. The campaign ends on ${until}.`,
            link: `/conformity/campaigns/${id}`,
            severity: 'normal',
            topic: 'conformity',
            // The next reminder takes the place of this one.
            scope: `conformity:campaign:${id}:${owner}`,
          },
        }),
      ),
    );
    const failed = told.filter(result => result.status === 'rejected');
    for (const { reason } of failed) {
      this.#logger.warn(`Could not tell of campaign ${id}: ${reason}`);
    }
    return failed.length === 0;
  }
}
