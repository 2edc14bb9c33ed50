import {
  type Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Audience } from '@waymark-idp/plugin-surveys-common';

/** Someone to be asked, with the team that their answer counts for. */
export interface Person {
  userRef: string;
  /** Undefined for someone who is in no group. */
  team?: { ref: string; title: string };
}

/**
 * The people of an audience as the catalog has them now, by user ref. Members of
 * subgroups belong to it. Each counts for one team: the first, by ref, of their
 * groups that have no subgroups.
 */
export async function resolveAudience(
  audience: Audience,
  options: { catalog: CatalogService; auth: AuthService },
): Promise<Person[]> {
  const credentials = await options.auth.getOwnServiceCredentials();
  const [users, groups] = await Promise.all([
    entitiesOfKind('User', options.catalog, credentials),
    entitiesOfKind('Group', options.catalog, credentials),
  ]);
  const groupsByRef = new Map(
    groups.map(group => [stringifyEntityRef(group), group]),
  );
  const parents = new Set(
    groups.flatMap(group => targets(group, RELATION_CHILD_OF)),
  );
  const asked =
    'groups' in audience
      ? withSubgroups(audience.groups, groupsByRef)
      : undefined;

  return users
    .map(user => ({ user, memberOf: targets(user, RELATION_MEMBER_OF).sort() }))
    .filter(({ memberOf }) => !asked || memberOf.some(ref => asked.has(ref)))
    .map(({ user, memberOf }): Person => {
      const own = asked ? memberOf.filter(ref => asked.has(ref)) : memberOf;
      const ref = own.find(group => !parents.has(group)) ?? own[0];
      return {
        userRef: stringifyEntityRef(user),
        team: ref ? { ref, title: titleOf(ref, groupsByRef) } : undefined,
      };
    })
    .sort((a, b) => (a.userRef < b.userRef ? -1 : 1));
}

async function entitiesOfKind(
  kind: string,
  catalog: CatalogService,
  credentials: BackstageCredentials,
) {
  const { items } = await catalog.getEntities(
    {
      filter: { kind },
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.title',
        'spec.profile.displayName',
        'relations',
      ],
    },
    { credentials },
  );
  return items;
}

function withSubgroups(asked: string[], groups: Map<string, Entity>) {
  const refs = new Set(asked.map(normalizeGroupRef));
  for (const ref of refs) {
    if (!groups.has(ref)) {
      throw new InputError(`The catalog has no group ${ref}.`);
    }
  }
  // A group added while iterating is visited too: this walks the whole subtree.
  for (const ref of refs) {
    for (const [childRef, child] of groups) {
      if (targets(child, RELATION_CHILD_OF).includes(ref)) refs.add(childRef);
    }
  }
  return refs;
}

/** The full entity ref of a group that may be given by its name alone. */
export function normalizeGroupRef(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'group' }));
  } catch {
    throw new InputError(
      `"${ref}" is not the entity ref of a group, such as group:default/payments.`,
    );
  }
}

function targets(entity: Entity, type: string) {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
}

function titleOf(ref: string, groups: Map<string, Entity>) {
  const entity = groups.get(ref);
  const profile = entity?.spec?.profile as { displayName?: string } | undefined;
  return (
    profile?.displayName ?? entity?.metadata.title ?? parseEntityRef(ref).name
  );
}
