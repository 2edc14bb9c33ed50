import { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { RepositoryPush } from '@waymark-idp/plugin-golden-path-common';

/** More entities in one repository are left to the catalog's own refresh cycle. */
const MAX_ENTITIES = 200;

/** Asks the catalog to read again what is kept in a repository. */
export class CatalogRefresher {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): CatalogRefresher {
    return new CatalogRefresher(options.auth, options.catalog);
  }

  private constructor(auth: AuthService, catalog: CatalogService) {
    this.#auth = auth;
    this.#catalog = catalog;
  }

  /** @returns references of the entities that will be read again */
  async refresh(push: RepositoryPush): Promise<string[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { items } = await this.#catalog.queryEntities(
      {
        // The slash keeps sample/orders-archive out when sample/orders is meant.
        query: {
          [`metadata.annotations.${ANNOTATION_LOCATION}`]: {
            $hasPrefix: `url:${push.url}/`,
          },
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
        limit: MAX_ENTITIES,
      },
      { credentials },
    );
    // Entities of one file are read together: one of them stands for all.
    const refs = [
      ...new Map(
        items.map(entity => [
          entity.metadata.annotations?.[ANNOTATION_LOCATION],
          stringifyEntityRef(entity),
        ]),
      ).values(),
    ];
    await Promise.all(
      refs.map(ref => this.#catalog.refreshEntity(ref, { credentials })),
    );
    return refs;
  }
}
