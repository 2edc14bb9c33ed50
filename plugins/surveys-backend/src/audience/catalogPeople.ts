import {
  type Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  type ComponentFilter,
  JOINED_ANNOTATION,
} from '@waymark-idp/plugin-surveys-common';

/** What audiences are made of. */
export interface CatalogAccess {
  catalog: CatalogService;
  auth: AuthService;
}

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'spec.profile.displayName',
  'relations',
];

/** The people and groups of the catalog, as it is now. */
export class CatalogPeople {
  readonly users: readonly Entity[];
  readonly groups: ReadonlyMap<string, Entity>;
  readonly #parents: ReadonlySet<string>;

  static async read(access: CatalogAccess): Promise<CatalogPeople> {
    const [users, groups] = await Promise.all([
      entities(access, { kind: 'User' }),
      entities(access, { kind: 'Group' }),
    ]);
    return new CatalogPeople(
      users,
      new Map(groups.map(group => [stringifyEntityRef(group), group])),
    );
  }

  private constructor(users: Entity[], groups: Map<string, Entity>) {
    this.users = users;
    this.groups = groups;
    this.#parents = new Set(
      [...groups.values()].flatMap(group => targets(group, RELATION_CHILD_OF)),
    );
  }

  /** These groups and all below them. */
  withSubgroups(refs: Iterable<string>): Set<string> {
    const found = new Set(refs);
    // A group added while iterating is visited too: this walks the whole subtree.
    for (const ref of found) {
      for (const [childRef, child] of this.groups) {
        if (targets(child, RELATION_CHILD_OF).includes(ref)) {
          found.add(childRef);
        }
      }
    }
    return found;
  }

  /**
   * The team that a person's answer counts for, and the groups around it, the
   * widest first: the first, by ref, of their groups that have no subgroups.
   */
  teamOf(user: Entity, among?: ReadonlySet<string>) {
    const memberOf = targets(user, RELATION_MEMBER_OF).sort();
    const own = among ? memberOf.filter(ref => among.has(ref)) : memberOf;
    const ref = own.find(group => !this.#parents.has(group)) ?? own[0];
    if (!ref) return {};
    const above: { ref: string; title: string }[] = [];
    const seen = new Set([ref]);
    for (let at = this.#above(ref); at && !seen.has(at); at = this.#above(at)) {
      seen.add(at);
      above.unshift(this.#titled(at));
    }
    return { team: this.#titled(ref), above };
  }

  memberOf(user: Entity): string[] {
    return targets(user, RELATION_MEMBER_OF);
  }

  /** The people that these refs name, themselves or by a group. */
  peopleOf(ownerRefs: ReadonlySet<string>): Set<string> {
    const all = this.withSubgroups(ownerRefs);
    return new Set(
      this.users
        .filter(
          user =>
            all.has(stringifyEntityRef(user)) ||
            this.memberOf(user).some(ref => all.has(ref)),
        )
        .map(stringifyEntityRef),
    );
  }

  #above(ref: string) {
    const group = this.groups.get(ref);
    return group && targets(group, RELATION_CHILD_OF).sort()[0];
  }

  #titled(ref: string) {
    const entity = this.groups.get(ref);
    const profile = entity?.spec?.profile as { displayName?: string };
    const title =
      profile?.displayName ??
      entity?.metadata.title ??
      parseEntityRef(ref).name;
    return { ref, title };
  }
}

/** By component that fits one of the filters, the refs of its owners. */
export async function ownersOfComponents(
  access: CatalogAccess,
  filter: ComponentFilter,
): Promise<Map<string, string[]>> {
  const components = await entities(access, filter);
  return new Map(
    components.map(component => [
      stringifyEntityRef(component),
      targets(component, RELATION_OWNED_BY),
    ]),
  );
}

/** The same of these components; those that are not there are left out. */
export async function ownersOfRefs(
  { catalog, auth }: CatalogAccess,
  entityRefs: string[],
): Promise<Map<string, string[]>> {
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs, fields: FIELDS },
    { credentials },
  );
  return new Map(
    items.flatMap(item =>
      item
        ? [
            [
              stringifyEntityRef(item),
              targets(item, RELATION_OWNED_BY),
            ] as const,
          ]
        : [],
    ),
  );
}

/** When a person joined, in milliseconds; undefined where the catalog does not say. */
export function joinedAt(user: Entity): number | undefined {
  const written = user.metadata.annotations?.[JOINED_ANNOTATION];
  const at = written === undefined ? NaN : Date.parse(written);
  return Number.isNaN(at) ? undefined : at;
}

async function entities(
  { catalog, auth }: CatalogAccess,
  filter: ComponentFilter,
): Promise<Entity[]> {
  const credentials = await auth.getOwnServiceCredentials();
  const request = { filter, fields: FIELDS };
  const { items } = await catalog.getEntities(request, { credentials });
  return items;
}

function targets(entity: Entity, type: string) {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
}
