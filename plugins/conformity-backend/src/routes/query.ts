import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  CampaignComponentState,
  CampaignState,
  ListScoresRequest,
  TrendRequest,
  WaiverState,
} from '@waymark-idp/plugin-conformity-common';
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

/** Which components are asked for, and in which order. */
export function scoresRequest(
  req: Request,
): Omit<ListScoresRequest, 'limit' | 'cursor'> {
  return {
    owner: queryString(req, 'owner'),
    below: queryString(req, 'below') === 'true',
    system: queryString(req, 'system'),
    type: queryString(req, 'type'),
    lifecycle: queryString(req, 'lifecycle'),
    level: queryString(req, 'level') as ListScoresRequest['level'],
    failingCheck: queryString(req, 'failingCheck'),
    failingStandard: queryString(req, 'failingStandard'),
    mine: queryString(req, 'mine') === 'true',
    search: queryString(req, 'search'),
    sort: queryString(req, 'sort') as ListScoresRequest['sort'],
  };
}

/** Which series is asked for. */
export function trendRequest(req: Request): TrendRequest {
  const days = queryString(req, 'days');
  return {
    by: queryString(req, 'by') as TrendRequest['by'],
    key: queryString(req, 'key'),
    days: days === undefined ? undefined : Number(days),
  };
}

/** Which waivers are asked for. */
export function waiversRequest(req: Request) {
  return {
    state: queryString(req, 'state') as WaiverState | undefined,
    entityRef: queryString(req, 'entityRef'),
    check: queryString(req, 'check'),
    decidable: queryString(req, 'decidable') === 'true',
  };
}

/** Which campaigns are asked for. */
export function campaignsRequest(req: Request) {
  return { state: queryString(req, 'state') as CampaignState | undefined };
}

/** Which components of a campaign are asked for. */
export function campaignComponentsRequest(req: Request) {
  return {
    state: queryString(req, 'state') as CampaignComponentState | undefined,
    owner: queryString(req, 'owner'),
  };
}
