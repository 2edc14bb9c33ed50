import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';

/**
 * The component that a task has created: its output `entityRef`, or else the
 * first link to an entity of the catalog. Undefined where there is none.
 */
export function createdEntityRef(
  output: ScaffolderTaskOutput,
): string | undefined {
  const candidates = [
    output.entityRef,
    ...(output.links ?? []).map(link => link.entityRef),
  ];
  for (const candidate of candidates) {
    if (typeof candidate === 'string') {
      try {
        return stringifyEntityRef(
          parseEntityRef(candidate, { defaultKind: 'component' }),
        );
      } catch {
        // Not an entity ref; perhaps the next one is.
      }
    }
  }
  return undefined;
}
