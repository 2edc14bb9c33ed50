import {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CollectorsClient } from '@waymark-idp/plugin-conformity-common';
import {
  GOLDEN_PATH_COLLECTOR,
  GoldenPathFacts,
} from '@waymark-idp/plugin-golden-path-common';
import semver from 'semver';
import { CheckedOrigin } from '../database/OriginStore';

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

/** Undefined where one of the versions is not known, or not semantic. */
export function factsOf(versions: {
  version?: string;
  newestVersion?: string;
}): GoldenPathFacts | undefined {
  const own = semver.parse(versions.version);
  const newest = semver.parse(versions.newestVersion);
  if (!own || !newest) {
    return undefined;
  }
  return {
    majorsBehind: Math.max(0, newest.major - own.major),
    minorsBehind:
      newest.major === own.major ? Math.max(0, newest.minor - own.minor) : 0,
  };
}
