import {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { SnapshotsClient } from '@waymark-idp/plugin-conformity-common';
import {
  GoldenPathFirstGreen,
  goldenPathFirstGreenTopic,
} from '@waymark-idp/plugin-golden-path-common';
import { AdoptionStore } from '../database/DatabaseAdoptionStore';

/** What CI is to tell under, and the value that says that a build passed. */
const COLLECTOR = 'ci';
const VALUE = 'passed';
const BATCH = 50;

/**
 * Finds the first build of created components that CI reported as passed, by
 * the fact `ci.passed`, and announces it. Where CI reports nothing, it stays
 * unknown.
 */
export class FirstGreenBuilds {
  readonly #auth: AuthService;
  readonly #events: EventsService;
  readonly #store: AdoptionStore;
  readonly #logger: LoggerService;
  readonly #client: SnapshotsClient;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    events: EventsService;
    logger: LoggerService;
    adoption: AdoptionStore;
  }): FirstGreenBuilds {
    return new FirstGreenBuilds(options);
  }

  private constructor(options: Parameters<typeof FirstGreenBuilds.create>[0]) {
    this.#auth = options.auth;
    this.#events = options.events;
    this.#store = options.adoption;
    this.#logger = options.logger;
    this.#client = new SnapshotsClient({
      discoveryApi: options.discovery,
      fetchApi: { fetch },
    });
  }

  async refresh(): Promise<void> {
    const entityRefs = await this.#store.listNotGreen(BATCH);
    if (entityRefs.length === 0) {
      return;
    }
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'conformity',
    });
    for (const entityRef of entityRefs) {
      try {
        const { inputs } = await this.#client.getFacts(entityRef, { token });
        const facts = inputs.facts?.find(
          ({ collector }) => collector === COLLECTOR,
        );
        if (facts?.values[VALUE] === true) {
          await this.#green(entityRef, new Date(facts.collectedAt));
        }
      } catch (error) {
        this.#logger.debug(
          `Whether ${entityRef} was built is not known: ${error}`,
        );
      }
    }
  }

  async #green(entityRef: string, at: Date): Promise<void> {
    for (const { templateRef, user } of await this.#store.green(
      entityRef,
      at,
    )) {
      const eventPayload: GoldenPathFirstGreen = {
        entityRef,
        template: templateRef,
        ...(user && { user }),
      };
      await this.#events.publish({
        topic: goldenPathFirstGreenTopic,
        eventPayload,
      });
    }
  }
}
