import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';

/** What the caller may do to, and see of, the entities of the catalog. */
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

  /** @throws `NotFoundError` where there is no such entity, or not for the caller to see */
  async entity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(`There is no ${entityRef} in the catalog.`);
    }
    return entity;
  }

  /** @throws `NotAllowedError` unless the policy allows it for this entity */
  async authorizeFor(
    permission: ResourcePermission,
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef: entityRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not do this to ${entityRef}: it takes the permission ${permission.name}, which its owners have.`,
      );
    }
  }

  /** Those of the items whose entity the caller may see. */
  async visible<T extends { entityRef: string }>(
    items: T[],
    credentials: BackstageCredentials,
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
