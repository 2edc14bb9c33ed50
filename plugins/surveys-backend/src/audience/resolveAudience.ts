import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  Audience,
  ComponentFilter,
} from '@waymark-idp/plugin-surveys-common';
import { bandsOf, type Breakdown } from './breakdowns';
import {
  type CatalogAccess,
  CatalogPeople,
  joinedAt,
  ownersOfComponents,
} from './catalogPeople';

const SOURCE_TEMPLATE = 'metadata.annotations.backstage.io/source-template';
const DAY = 24 * 60 * 60 * 1000;

/** Someone to be asked, with the team that their answer counts for. */
export interface Person {
  userRef: string;
  /** Undefined for someone who is in no group. */
  team?: { ref: string; title: string };
  /** The groups around the team, the widest first. */
  above?: { ref: string; title: string }[];
  /** By the name of each declared breakdown. */
  bands?: Record<string, string>;
}

/** An audience, as the catalog has it now. */
export interface ResolvedAudience {
  /** By user ref. */
  people: Person[];
  /** How many were left out because it is not known when they joined. */
  joinedUnknown: number;
}

/**
 * The people of an audience. Members of subgroups belong to it. Each counts for
 * one team: the first, by ref, of their groups that have no subgroups.
 */
export async function resolveAudience(
  audience: Audience,
  options: CatalogAccess & {
    now: () => Date;
    breakdowns?: readonly Breakdown[];
  },
): Promise<ResolvedAudience> {
  const catalog = await CatalogPeople.read(options);
  const groups = audience.groups && askedGroups(audience.groups, catalog);
  const owners = await Promise.all(
    ownerFilters(audience).map(async filter => {
      const refs = await ownersOfComponents(options, filter);
      return catalog.peopleOf(new Set([...refs.values()].flat()));
    }),
  );

  const asked = catalog.users.filter(
    user =>
      (!groups || catalog.memberOf(user).some(ref => groups.has(ref))) &&
      owners.every(refs => refs.has(stringifyEntityRef(user))),
  );
  const known = joinedIn(asked, audience.joinedWithinDays, options.now());
  const people = known.people
    .map(user => ({
      userRef: stringifyEntityRef(user),
      ...catalog.teamOf(user, groups),
      ...(options.breakdowns && { bands: bandsOf(user, options.breakdowns) }),
    }))
    .sort((a, b) => (a.userRef < b.userRef ? -1 : 1));
  return { people, joinedUnknown: known.unknown };
}

function joinedIn(users: Entity[], days: number | undefined, now: Date) {
  if (days === undefined) return { people: users, unknown: 0 };
  const since = now.getTime() - days * DAY;
  return {
    people: users.filter(user => (joinedAt(user) ?? -Infinity) >= since),
    unknown: users.filter(user => joinedAt(user) === undefined).length,
  };
}

/** For each condition on components, the catalog's way to say it. */
function ownerFilters({ ownersOf, usersOfTemplates }: Audience) {
  const filters: ComponentFilter[] = [];
  if (ownersOf) filters.push({ ...ownersOf, kind: 'Component' });
  if (usersOfTemplates) {
    filters.push({
      kind: 'Component',
      [SOURCE_TEMPLATE]: usersOfTemplates.map(ref => fullRef(ref, 'template')),
    });
  }
  return filters;
}

function askedGroups(refs: string[], catalog: CatalogPeople) {
  const asked = refs.map(normalizeGroupRef);
  const unknown = asked.find(ref => !catalog.groups.has(ref));
  if (unknown) throw new InputError(`The catalog has no group ${unknown}.`);
  return catalog.withSubgroups(asked);
}

/** An audience with full entity refs. */
export function normalizeAudience(audience: Audience): Audience {
  const { groups, usersOfTemplates } = audience;
  return {
    ...audience,
    ...(groups && { groups: groups.map(normalizeGroupRef) }),
    ...(usersOfTemplates && {
      usersOfTemplates: usersOfTemplates.map(ref => fullRef(ref, 'template')),
    }),
  };
}

function normalizeGroupRef(ref: string): string {
  return fullRef(ref, 'group');
}

/** The full entity ref of something that may be given by its name alone. */
function fullRef(ref: string, kind: 'group' | 'template'): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref, { defaultKind: kind }));
  } catch {
    throw new InputError(
      `"${ref}" is not the entity ref of a ${kind}, such as ${kind}:default/payments.`,
    );
  }
}
