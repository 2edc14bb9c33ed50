import { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, ResponseError } from '@backstage/errors';
import {
  FilterPredicate,
  parseFilterPredicate,
} from '@backstage/filter-predicates';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EVALUATED_KINDS } from '../noticing/noticedComponent';

const PAGE_SIZE = 500;
const FIELDS = ['kind', 'metadata.name', 'metadata.namespace'];

/** Finds the components that a campaign is about. */
export class CampaignSelection {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
  }): CampaignSelection {
    return new CampaignSelection(options);
  }

  private constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  /** @throws InputError when it is no filter predicate. */
  parse(selection: unknown): FilterPredicate {
    try {
      return parseFilterPredicate(selection);
    } catch (error) {
      throw new InputError(
        `The selection is not a filter predicate: ${
          error instanceof Error ? error.message : error
        }`,
      );
    }
  }

  /**
   * Entity refs, whoever may see them: what is shown is for the caller to see.
   *
   * @throws InputError when the catalog cannot select by it.
   */
  async resolve(selection: FilterPredicate): Promise<string[]> {
    try {
      return await this.#resolve(selection);
    } catch (error) {
      // The catalog takes fewer of them than there are.
      const { statusCode, cause } = error as ResponseError;
      if (statusCode === 400) {
        throw new InputError(
          `The catalog cannot select by this: ${cause.message}`,
        );
      }
      throw error;
    }
  }

  async #resolve(selection: FilterPredicate): Promise<string[]> {
    const refs: string[] = [];
    let cursor: string | undefined;
    do {
      const response = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE_SIZE, fields: FIELDS }
          : {
              query: {
                $all: [{ kind: { $in: EVALUATED_KINDS } }, selection],
              },
              fields: FIELDS,
              orderFields: [{ field: 'metadata.uid', order: 'asc' }],
              limit: PAGE_SIZE,
            },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      refs.push(...response.items.map(entity => stringifyEntityRef(entity)));
      cursor = response.pageInfo.nextCursor;
    } while (cursor);
    return refs;
  }
}
