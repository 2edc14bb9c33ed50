import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { EVALUATED_KINDS } from '../noticing/noticedComponent';

const PAGE_SIZE = 500;

/** Asks the policy and the catalog what the caller may do and see. */
export class Access {
  readonly #permissions: PermissionsService;
  readonly #catalog: CatalogService;

  static create(options: {
    permissions: PermissionsService;
    catalog: CatalogService;
  }): Access {
    return new Access(options);
  }

  private constructor(options: {
    permissions: PermissionsService;
    catalog: CatalogService;
  }) {
    this.#permissions = options.permissions;
    this.#catalog = options.catalog;
  }

  /** @throws NotAllowedError when the policy says no. */
  async require(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<void> {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You are not allowed to do this: it takes the permission ${permission.name}.`,
      );
    }
  }

  /** @throws NotAllowedError when the policy says no for this entity. */
  async requireFor(
    credentials: BackstageCredentials,
    permission: ResourcePermission,
    entityRef: string,
  ): Promise<void> {
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef: entityRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You are not allowed to do this to ${entityRef}: it takes the permission ${permission.name}, which its owners have.`,
      );
    }
  }

  /**
   * The entity as the caller may see it.
   *
   * @throws NotFoundError when it does not exist, or is not for the caller to see.
   */
  async entity(
    credentials: BackstageCredentials,
    entityRef: string,
  ): Promise<Entity> {
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(`There is no ${entityRef} in the catalog.`);
    }
    return entity;
  }

  /**
   * The components that the caller may see, where they are not all.
   *
   * Asks the policy once. Only where its answer depends on the entity does it
   * walk the catalog as the caller sees it.
   */
  async scope(
    credentials: BackstageCredentials,
  ): Promise<string[] | undefined> {
    const [{ result }] = await this.#permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (result === AuthorizeResult.ALLOW) {
      return undefined;
    }
    return result === AuthorizeResult.DENY
      ? []
      : await this.#readableRefs(credentials);
  }

  /** Whether the caller may see the whole catalog. */
  async seesAll(credentials: BackstageCredentials): Promise<boolean> {
    const [{ result }] = await this.#permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }

  async #readableRefs(credentials: BackstageCredentials): Promise<string[]> {
    const refs: string[] = [];
    const fields = ['kind', 'metadata.name', 'metadata.namespace'];
    let cursor: string | undefined;
    do {
      const { items, pageInfo } = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE_SIZE, fields }
          : { filter: { kind: EVALUATED_KINDS }, limit: PAGE_SIZE, fields },
        { credentials },
      );
      refs.push(...items.map(entity => stringifyEntityRef(entity)));
      cursor = pageInfo.nextCursor;
    } while (cursor);
    return refs;
  }

  /** Those of the items whose entity the caller may see. */
  async visible<T extends { entityRef: string }>(
    credentials: BackstageCredentials,
    items: T[],
  ): Promise<T[]> {
    if (items.length === 0) {
      return [];
    }
    const { items: entities } = await this.#catalog.getEntitiesByRefs(
      {
        entityRefs: items.map(item => item.entityRef),
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials },
    );
    const refs = new Set(
      entities.flatMap(entity => (entity ? stringifyEntityRef(entity) : [])),
    );
    return items.filter(item => refs.has(item.entityRef));
  }
}
