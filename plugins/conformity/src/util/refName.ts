import { parseEntityRef } from '@backstage/catalog-model';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';

/** The name of an entity, without its kind, and its namespace where that is the usual one. */
export function refName(entityRef: string | undefined): string {
  if (!entityRef) {
    return '–';
  }
  const ref = parseEntityRef(entityRef);
  return humanizeEntityRef(ref, { defaultKind: ref.kind });
}
