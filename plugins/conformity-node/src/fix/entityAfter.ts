import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { mergeDeclared, readDeclaredComponents } from '../entity';
import { FileChange } from './withChanges';

/** The entity as the catalog will have it when it has read the changes. @public */
export function entityAfter(
  entity: Entity,
  changes: readonly Pick<FileChange, 'path' | 'after'>[],
): Entity {
  const descriptor = changes.find(({ path }) => path === 'catalog-info.yaml');
  if (!descriptor) {
    return entity;
  }
  const declared = readDeclaredComponents(
    descriptor.after,
    descriptor.path,
  ).find(
    candidate => stringifyEntityRef(candidate) === stringifyEntityRef(entity),
  );
  return declared ? mergeDeclared(entity, declared) : entity;
}
