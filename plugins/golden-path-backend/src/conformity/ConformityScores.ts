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
import {
  GOLDEN_PATH_COLLECTOR,
  GoldenPathFacts,
  ScoreEffect,
} from '@waymark-idp/plugin-golden-path-common';
import { FileTree } from '@waymark-idp/plugin-golden-path-node';
import { answersIn } from '../drift/answersIn';
import { ComparedVersions, factsOf } from './factsOf';
import { packTar } from './packTar';

const TIMEOUT_MS = 30_000;

/** What the conformity plugin says, where it is installed. */
export interface ConformityScores {
  /**
   * Undefined where it does not say.
   *
   * @param change - The files before and after, and the versions afterwards.
   */
  effectOf(
    entityRef: string,
    change: { before: FileTree; after: FileTree; versions: ComparedVersions },
  ): Promise<ScoreEffect | undefined>;
  /**
   * Of a component that does not exist yet, from the files that it is going to
   * have, as the caller may ask for it: with the newest version of its template,
   * where the files say which. Rejects where the plugin does not say.
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
    change: { before: FileTree; after: FileTree; versions: ComparedVersions },
  ): Promise<ScoreEffect | undefined> {
    try {
      const [before, after] = await Promise.all([
        this.#preview(change.before, { entityRef }),
        this.#preview(change.after, {
          entityRef,
          facts: factsOf(change.versions),
        }),
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
      const facts = factsOfNew(tree);
      return await this.#preview(tree, { facts }, credentials);
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
    of: { entityRef?: string; facts?: GoldenPathFacts },
    credentials?: BackstageCredentials,
  ): Promise<Preview> {
    const baseUrl = await this.#discovery.getBaseUrl('conformity');
    const query = new URLSearchParams({
      ...(of.entityRef && { entityRef: of.entityRef }),
      ...(of.facts && {
        facts: JSON.stringify({ [GOLDEN_PATH_COLLECTOR]: of.facts }),
      }),
    });
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

/** What will be told of it once it exists. */
function factsOfNew(tree: FileTree): GoldenPathFacts | undefined {
  try {
    const { templateVersion } = answersIn(tree);
    return factsOf({
      version: templateVersion,
      newestVersion: templateVersion,
    });
  } catch {
    // Not everything that is created says what from.
    return undefined;
  }
}
