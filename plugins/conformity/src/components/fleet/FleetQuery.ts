import {
  Level,
  ListScoresRequest,
} from '@waymark-idp/plugin-conformity-common';
import { FleetSort } from './FleetRow';

/** Which components are listed, and in which order. */
export interface FleetQuery {
  scope: 'mine' | 'all';
  /** Also what the groups below it own. */
  owner?: string;
  system?: string;
  type?: string;
  lifecycle?: string;
  level?: Level;
  failingCheck?: string;
  failingStandard?: string;
  search?: string;
  sort: FleetSort;
}

const filters = [
  'owner',
  'system',
  'type',
  'lifecycle',
  'level',
  'failingCheck',
  'failingStandard',
  'search',
] as const;
const sorts: string[] = ['score', '-score', 'entityRef'] satisfies FleetSort[];
const levels: string[] = ['none', 'bronze', 'silver', 'gold'] satisfies Level[];

/** What an address says; what it says wrongly is left out. */
export function readFleetQuery(params: URLSearchParams): FleetQuery {
  const sort = params.get('sort') ?? '';
  const query: Record<string, string | undefined> = Object.fromEntries(
    filters.map(name => [name, params.get(name)?.slice(0, 200) || undefined]),
  );
  if (query.level && !levels.includes(query.level)) {
    query.level = undefined;
  }
  return {
    ...query,
    scope: params.get('scope') === 'all' ? 'all' : 'mine',
    sort: sorts.includes(sort) ? (sort as FleetSort) : 'score',
  };
}

/** The address of a list: it says all that differs from the first view. */
export function fleetSearchParams(query: Partial<FleetQuery>): URLSearchParams {
  const params = new URLSearchParams();
  if (query.scope === 'all') {
    params.set('scope', 'all');
  }
  for (const name of filters) {
    const value = query[name];
    if (value) {
      params.set(name, value);
    }
  }
  if (query.sort && query.sort !== 'score') {
    params.set('sort', query.sort);
  }
  return params;
}

/** What to ask the backend. */
export function toRequest(query: FleetQuery): ListScoresRequest {
  const { scope, ...rest } = query;
  return {
    ...rest,
    mine: scope === 'mine' || undefined,
    below: query.owner !== undefined || undefined,
  };
}

/** Whether anything is filtered besides the scope. */
export function isFiltered(query: FleetQuery): boolean {
  return filters.some(name => query[name] !== undefined);
}
