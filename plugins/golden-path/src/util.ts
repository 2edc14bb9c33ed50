import { parseEntityRef } from '@backstage/catalog-model';

/** The backend's own words, without the status line that wraps them. */
export function messageOf(error: Error): string {
  const { body } = error as { body?: { error?: { message?: string } } };
  return body?.error?.message ?? error.message;
}

/** The name of an entity for people: without its kind, and without the usual namespace. */
export function nameOf(entityRef: string): string {
  const { namespace, name } = parseEntityRef(entityRef);
  return namespace === 'default' ? name : `${namespace}/${name}`;
}

/** A share as people write it: `0.25` is `25 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
