import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SOURCE_TEMPLATE_ANNOTATION } from '@waymark-idp/plugin-golden-path-common';
import { NoticedOrigin, OriginStore } from '../database/OriginStore';
import { NOTICED_FIELDS, toNoticedOrigin } from './toNoticedOrigin';

const PAGE_SIZE = 500;
// What was just created appears once the catalog has processed it.
const PATIENCE_MS = [0, 500, 1000, 1500, 2000, 3000, 5000];

/** Which component comes from which template, as the catalog says. */
export class OriginIndex {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #store: OriginStore;

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
    store: OriginStore;
  }): OriginIndex {
    return new OriginIndex(options);
  }

  private constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    store: OriginStore;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#store = options.store;
  }

  /**
   * Waits for one component to appear in the catalog, 13 seconds at most, and
   * compares then.
   */
  async expect(entityRef: string): Promise<void> {
    for (const milliseconds of PATIENCE_MS) {
      await new Promise(resolve => setTimeout(resolve, milliseconds).unref());
      const entity = await this.#catalog.getEntityByRef(entityRef, {
        credentials: await this.#auth.getOwnServiceCredentials(),
      });
      if (entity && toNoticedOrigin(entity)) {
        break;
      }
    }
    await this.refresh();
  }

  /** Compares the index with the catalog; what is new or changed is wanted. */
  async refresh(): Promise<void> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const noticed: NoticedOrigin[] = [];
    let cursor: string | undefined;
    do {
      const response = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE_SIZE, fields: NOTICED_FIELDS }
          : {
              filter: {
                kind: 'Component',
                [`metadata.annotations.${SOURCE_TEMPLATE_ANNOTATION}`]:
                  CATALOG_FILTER_EXISTS,
              },
              fields: NOTICED_FIELDS,
              orderFields: [{ field: 'metadata.uid', order: 'asc' }],
              limit: PAGE_SIZE,
            },
        { credentials },
      );
      noticed.push(
        ...response.items.flatMap(entity => toNoticedOrigin(entity) ?? []),
      );
      cursor = response.pageInfo.nextCursor;
    } while (cursor);
    // Only after every page was read: half a catalog must not look like deletions.
    await this.#store.replaceAll(noticed);
  }
}
