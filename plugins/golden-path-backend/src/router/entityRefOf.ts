import { stringifyEntityRef } from '@backstage/catalog-model';
import { Request } from 'express';

/** The entity that a path with `:kind/:namespace/:name` names. */
export function entityRefOf(req: Request): string {
  const { kind, namespace, name } = req.params;
  return stringifyEntityRef({ kind, namespace, name });
}
