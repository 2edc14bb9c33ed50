import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  ConformityClient,
  Preview,
  ScoreSummary,
} from '@waymark-idp/plugin-conformity-common';
import { ScoreEffect } from '@waymark-idp/plugin-golden-path-common';
import { FileTree } from '@waymark-idp/plugin-golden-path-node';
import { packTar } from './packTar';

const TIMEOUT_MS = 30_000;

/** What the conformity plugin says, where it is installed. */
export interface ConformityScores {
  /** Undefined where it does not say. */
  effectOf(
    entityRef: string,
    trees: { before: FileTree; after: FileTree },
  ): Promise<ScoreEffect | undefined>;
  /**
   * Of a component that does not exist yet, from the files that it is going to
   * have, as the caller may ask for it. Rejects where the plugin does not say.
   */
  preview(tree: FileTree, credentials: BackstageCredentials): Promise<Preview>;
  /** By entity ref; those it knows nothing about are left out. */
  list(entityRefs: string[]): Promise<Map<string, ScoreSummary>>;
}

/** {@link ConformityScores} over the plugin's HTTP API, as the portal itself. */
export class HttpConformityScores implements ConformityScores {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #logger: LoggerService;
  readonly #client: ConformityClient;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
  }): HttpConformityScores {
    return new HttpConformityScores(options);
  }

  private constructor(
    options: Parameters<typeof HttpConformityScores.create>[0],
  ) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#logger = options.logger;
    this.#client = new ConformityClient({
      discoveryApi: options.discovery,
      fetchApi: { fetch },
    });
  }

  async effectOf(
    entityRef: string,
    trees: { before: FileTree; after: FileTree },
  ): Promise<ScoreEffect | undefined> {
    try {
      const [before, after] = await Promise.all([
        this.#preview(trees.before, { entityRef }),
        this.#preview(trees.after, { entityRef }),
      ]);
      const failed = new Set(failuresOf(before).map(({ id }) => id));
      return {
        before: { score: before.score, level: before.level },
        after: { score: after.score, level: after.level },
        newFailures: failuresOf(after)
          .filter(({ id }) => !failed.has(id))
          .map(({ title }) => title),
      };
    } catch (error) {
      this.#logger.debug(
        `What the upgrade of ${entityRef} does to its score is not known: ${error}`,
      );
      return undefined;
    }
  }

  async preview(
    tree: FileTree,
    credentials: BackstageCredentials,
  ): Promise<Preview> {
    try {
      return await this.#preview(tree, {}, credentials);
    } catch (error) {
      this.#logger.debug(`The score of a preview is not known: ${error}`);
      throw error;
    }
  }

  async list(entityRefs: string[]): Promise<Map<string, ScoreSummary>> {
    if (entityRefs.length === 0) {
      return new Map();
    }
    try {
      const scores = await this.#client.getScores(entityRefs, {
        token: await this.#token(),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return new Map(scores.map(score => [score.entityRef, score]));
    } catch (error) {
      this.#logger.debug(`Scores are not known: ${error}`);
      return new Map();
    }
  }

  /** Without an entity ref, of what the tree itself declares. */
  async #preview(
    tree: FileTree,
    of: { entityRef?: string },
    credentials?: BackstageCredentials,
  ): Promise<Preview> {
    const baseUrl = await this.#discovery.getBaseUrl('conformity');
    const query = new URLSearchParams(of);
    const response = await fetch(`${baseUrl}/previews?${query}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await this.#token(credentials)}`,
        'Content-Type': 'application/x-tar',
        Accept: 'application/json',
      },
      body: new Uint8Array(await packTar(tree)),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as Preview;
  }

  async #token(credentials?: BackstageCredentials): Promise<string> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials ?? (await this.#auth.getOwnServiceCredentials()),
      targetPluginId: 'conformity',
    });
    return token;
  }
}

function failuresOf(preview: Preview) {
  return preview.standards
    .flatMap(standard => standard.checks)
    .filter(({ outcome }) => outcome.state === 'failed');
}
