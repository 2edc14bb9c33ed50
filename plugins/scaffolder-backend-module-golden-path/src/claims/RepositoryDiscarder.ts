import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createRepositoryHost } from '@waymark-idp/plugin-golden-path-node';
import { RepositoryClaim, RepositoryClaimStore } from '../database';
import { persistently } from './persistently';

/** What became of the things that a task had created. */
export interface DiscardResult {
  /** Addresses of the repositories that were removed. */
  removed: string[];
  /** One sentence for each thing that could not be removed. */
  left: string[];
}

/** Takes back what a task claimed and created, and nothing else. */
export class RepositoryDiscarder {
  readonly #options: {
    store: RepositoryClaimStore;
    integrations: ScmIntegrationRegistry;
    catalog: CatalogService;
    auth: AuthService;
  };

  static create(options: {
    store: RepositoryClaimStore;
    integrations: ScmIntegrationRegistry;
    catalog: CatalogService;
    auth: AuthService;
  }): RepositoryDiscarder {
    return new RepositoryDiscarder(options);
  }

  private constructor(options: {
    store: RepositoryClaimStore;
    integrations: ScmIntegrationRegistry;
    catalog: CatalogService;
    auth: AuthService;
  }) {
    this.#options = options;
  }

  async discard(taskId: string, logger: LoggerService): Promise<DiscardResult> {
    const { store } = this.#options;
    const result: DiscardResult = { removed: [], left: [] };
    // A task publishes one repository, in rare templates a few; each is several requests to a host.
    for (const claim of await persistently(() => store.listByTask(taskId))) {
      if (await this.#remove(claim, result, logger)) {
        await persistently(() => store.release(claim, taskId));
      }
    }
    return result;
  }

  /** @returns whether nothing of the claim is left */
  async #remove(
    claim: RepositoryClaim,
    result: DiscardResult,
    logger: LoggerService,
  ): Promise<boolean> {
    if (claim.state === 'claimed') {
      return true;
    }
    let url =
      claim.published?.repositoryUrl ??
      `${claim.host}/${claim.owner}/${claim.name}`;
    try {
      const host = createRepositoryHost(this.#options.integrations, claim.host);
      url =
        claim.published?.repositoryUrl ?? host.urls(claim, '').repositoryUrl;
      if (await host.exists(claim)) {
        await host.delete(claim);
        result.removed.push(url);
        logger.info(`Removed the repository ${url}`);
      }
    } catch (error) {
      result.left.push(
        `The repository ${url} is still there: ${toError(error).message}`,
      );
      return false;
    }
    try {
      await this.#unregister(url, logger);
    } catch (error) {
      result.left.push(
        `The catalog may still know ${url}: ${toError(error).message}`,
      );
    }
    return true;
  }

  /** The repository did not exist before this task, so no one else can have registered it. */
  async #unregister(repositoryUrl: string, logger: LoggerService) {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.queryLocations(
      {
        query: { type: 'url', target: { $hasPrefix: `${repositoryUrl}/` } },
      },
      { credentials },
    );
    for (const location of items) {
      await catalog.removeLocationById(location.id, { credentials });
      logger.info(`Removed ${location.target} from the catalog`);
    }
  }
}
