import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  GoldenPathUpgraded,
  goldenPathUpgradedTopic,
  Upgrade,
} from '@waymark-idp/plugin-golden-path-common';
import { Proposals } from '@waymark-idp/plugin-repositories-node';
import { UpgradeStore } from '../database/DatabaseUpgradeStore';

/** Keeps the state of upgrades as their hosts have it. */
export class UpgradeFollower {
  readonly #store: UpgradeStore;
  readonly #proposals: Proposals;
  readonly #events: EventsService;
  readonly #logger: LoggerService;

  static create(options: {
    upgrades: UpgradeStore;
    proposals: Proposals;
    events: EventsService;
    logger: LoggerService;
  }): UpgradeFollower {
    return new UpgradeFollower(options);
  }

  private constructor(options: Parameters<typeof UpgradeFollower.create>[0]) {
    this.#store = options.upgrades;
    this.#proposals = options.proposals;
    this.#events = options.events;
    this.#logger = options.logger;
  }

  /** What a host told. */
  async setState(url: string, state: Upgrade['state']): Promise<void> {
    const upgrade = await this.#store.setState(url, state);
    if (upgrade?.state === 'merged') {
      const eventPayload: GoldenPathUpgraded = {
        entityRef: upgrade.entityRef,
        template: upgrade.templateRef,
        from: upgrade.from,
        to: upgrade.to,
        url: upgrade.url,
        openedBy: upgrade.openedBy,
      };
      await this.#events.publish({
        topic: goldenPathUpgradedTopic,
        eventPayload,
      });
    }
  }

  /** Asks the hosts of all open upgrades: events can be lost. */
  async refresh(): Promise<void> {
    for (const { url, entityRef } of await this.#store.listOpen()) {
      try {
        await this.setState(url, (await this.#proposals.get(url)).state);
      } catch (error) {
        this.#logger.debug(
          `How far the upgrade of ${entityRef} is cannot be told: ${error}`,
        );
      }
    }
  }
}
