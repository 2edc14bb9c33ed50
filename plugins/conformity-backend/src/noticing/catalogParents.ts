import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogParent } from '../database/WantedStore';

/** The groups above a group, and the domain of a system. */
export function toParents(entity: Entity): CatalogParent[] {
  const above =
    entity.kind === 'Group'
      ? { type: RELATION_CHILD_OF, kind: 'group' }
      : { type: RELATION_PART_OF, kind: 'domain' };
  return (entity.relations ?? [])
    .filter(
      ({ type, targetRef }) =>
        type === above.type && targetRef.startsWith(`${above.kind}:`),
    )
    .map(({ targetRef }) => ({
      entityRef: stringifyEntityRef(entity),
      parentRef: targetRef,
    }));
}
