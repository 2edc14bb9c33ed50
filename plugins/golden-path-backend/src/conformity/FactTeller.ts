import {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CollectorsClient } from '@waymark-idp/plugin-conformity-common';
import { GOLDEN_PATH_COLLECTOR } from '@waymark-idp/plugin-golden-path-common';
import { CheckedOrigin } from '../database/OriginStore';
import { factsOf } from './factsOf';

/** Tells the conformity plugin, where it is installed, how far behind components are. */
export class FactTeller {
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #client: CollectorsClient;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
  }): FactTeller {
    return new FactTeller(options);
  }

  private constructor(options: Parameters<typeof FactTeller.create>[0]) {
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#client = new CollectorsClient({
      discoveryApi: options.discovery,
      fetchApi: { fetch },
    });
  }

  /** What cannot be told now is told after the next comparison, a day later at most. */
  async tell(checked: CheckedOrigin[]): Promise<void> {
    const facts = checked.flatMap(({ entityRef, at, commit, ...versions }) => {
      const values = factsOf(versions);
      return values
        ? [{ entityRef, values, collectedAt: at.toISOString(), commit }]
        : [];
    });
    if (facts.length === 0) {
      return;
    }
    try {
      const { token } = await this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#auth.getOwnServiceCredentials(),
        targetPluginId: 'conformity',
      });
      await this.#client.pushFacts(GOLDEN_PATH_COLLECTOR, facts, { token });
    } catch (error) {
      this.#logger.debug(
        `How far behind components are was not told: ${error}`,
      );
    }
  }
}
