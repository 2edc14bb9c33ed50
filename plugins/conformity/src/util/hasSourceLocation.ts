import {
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  isComponentEntity,
} from '@backstage/catalog-model';

/** Whether an entity is a component with a place where its sources are. */
export function hasSourceLocation(entity: Entity): boolean {
  return (
    isComponentEntity(entity) &&
    entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION] !== undefined
  );
}
