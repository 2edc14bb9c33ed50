import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { isError, toError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  findNameProblem,
  findOwnerProblem,
  NameAvailability,
  NameProblem,
  NameQuery,
} from '@waymark-idp/plugin-golden-path-common';
import { createRepositoryHost } from '@waymark-idp/plugin-golden-path-node';

/** Says whether a name is free, before anything is created under it. */
export interface NameService {
  getAvailability(query: NameQuery): Promise<NameAvailability>;
}

/**
 * {@link NameService} on the catalog and the hosts of `integrations`.
 *
 * Asks with the portal's own credentials: a name is taken also by what the
 * caller may not see. Only the fact is told, nothing about what has the name.
 */
export class DefaultNameService implements NameService {
  readonly #options: {
    auth: AuthService;
    catalog: CatalogService;
    integrations: ScmIntegrationRegistry;
    logger: LoggerService;
  };

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    integrations: ScmIntegrationRegistry;
    logger: LoggerService;
  }): DefaultNameService {
    return new DefaultNameService(options);
  }

  private constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    integrations: ScmIntegrationRegistry;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  async getAvailability(query: NameQuery): Promise<NameAvailability> {
    const problem = findNameProblem(query.name);
    if (problem) {
      return {
        available: false,
        problems: [{ where: 'name', message: problem }],
        unchecked: [],
      };
    }
    const problems: NameProblem[] = [];
    const unchecked: NameAvailability['unchecked'] = [];
    await Promise.all([
      this.#checkCatalog(query, problems).catch(error => {
        this.#options.logger.warn('Name not checked in the catalog', error);
        unchecked.push({
          where: 'catalog',
          message: 'The catalog could not be asked whether the name is free.',
        });
      }),
      this.#checkHost(query, problems).catch(error => {
        this.#options.logger.warn('Name not checked on the host', error);
        unchecked.push({ where: 'host', message: toError(error).message });
      }),
    ]);
    return { available: problems.length === 0, problems, unchecked };
  }

  async #checkCatalog(query: NameQuery, problems: NameProblem[]) {
    const { auth, catalog } = this.#options;
    const { items } = await catalog.queryEntities(
      {
        filter: {
          kind: [...new Set(['Component', 'API', query.kind ?? 'Component'])],
          'metadata.name': query.name,
        },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        limit: 1,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    if (items.length > 0) {
      problems.push({
        where: 'catalog',
        message: `The catalog has ${stringifyEntityRef(
          items[0],
        )} already. Choose another name.`,
      });
    }
  }

  async #checkHost(query: NameQuery, problems: NameProblem[]) {
    if (query.host === undefined) {
      return;
    }
    let host;
    try {
      host = createRepositoryHost(this.#options.integrations, query.host);
    } catch (error) {
      if (!isError(error) || error.name !== 'InputError') {
        throw error;
      }
      problems.push({ where: 'host', message: error.message });
      return;
    }
    const owner = query.owner ?? '';
    const ownerProblem = findOwnerProblem(owner, {
      nested: host.type === 'gitlab',
    });
    if (ownerProblem) {
      problems.push({ where: 'host', message: ownerProblem });
    } else if (await host.exists({ owner, name: query.name })) {
      problems.push({
        where: 'host',
        message: `The repository ${owner}/${query.name} exists already on ${query.host}. Choose another name.`,
      });
    }
  }
}
