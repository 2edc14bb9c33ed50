import { stringifyEntityRef } from '@backstage/catalog-model';
import { Request } from 'express';

const DEFAULT_LIMIT = 50;

/** A query parameter, which the description of the API has already judged. */
export function queryString(req: Request, name: string): string | undefined {
  const value = req.query[name];
  return value === undefined ? undefined : String(value);
}

/** Which page is asked for. */
export function pageRequest(req: Request): { limit: number; cursor?: string } {
  return {
    limit: Number(req.query.limit ?? DEFAULT_LIMIT),
    cursor: queryString(req, 'cursor'),
  };
}

/** The entity that the path names, in full and in lower case. */
export function refOf(req: Request): string {
  const { kind, namespace, name } = req.params;
  return stringifyEntityRef({ kind, namespace, name });
}
