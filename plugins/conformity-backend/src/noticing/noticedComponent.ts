import {
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NoticedComponent } from '../database/WantedStore';

/** What of the catalog is compared. */
export const COMPARED_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.etag',
  'metadata.annotations',
  'spec.type',
  'spec.lifecycle',
  'relations',
];

/** The kinds that have checks. */
export const EVALUATED_KINDS = ['Component'];

/**
 * Reduces an entity to what is kept of it. Undefined for an entity that nothing
 * evaluates: of another kind, or without a source location.
 */
export function toNoticedComponent(
  entity: Entity,
): NoticedComponent | undefined {
  const location = entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION];
  if (!EVALUATED_KINDS.includes(entity.kind) || !location?.startsWith('url:')) {
    return undefined;
  }
  const related = (type: string, kind: string) =>
    entity.relations?.find(
      relation =>
        relation.type === type && relation.targetRef.startsWith(`${kind}:`),
    )?.targetRef;
  return {
    entityRef: stringifyEntityRef(entity),
    entityEtag: entity.metadata.etag ?? '',
    title: entity.metadata.title,
    owner:
      related(RELATION_OWNED_BY, 'group') ?? related(RELATION_OWNED_BY, 'user'),
    system: related(RELATION_PART_OF, 'system'),
    type: lower(entity.spec?.type),
    lifecycle: lower(entity.spec?.lifecycle),
    sourceUrl: location.slice('url:'.length),
  };
}

function lower(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}
