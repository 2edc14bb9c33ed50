import { parseEntityRef } from '@backstage/catalog-model';

/** An entity in a path of the backend: `/component/default/orders`. */
export function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/${[kind, namespace, name].map(encodeURIComponent).join('/')}`;
}
