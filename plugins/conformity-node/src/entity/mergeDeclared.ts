import {
  Entity,
  EntityRelation,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** Where the relations of a component come from in its own spec. */
const FIELDS: Record<string, { type: string; kind: string }> = {
  owner: { type: 'ownedBy', kind: 'Group' },
  system: { type: 'partOf', kind: 'System' },
  subcomponentOf: { type: 'partOf', kind: 'Component' },
  dependsOn: { type: 'dependsOn', kind: 'Component' },
  dependencyOf: { type: 'dependencyOf', kind: 'Component' },
  providesApis: { type: 'providesApi', kind: 'API' },
  consumesApis: { type: 'consumesApi', kind: 'API' },
};

/**
 * What the catalog would have if it read what a repository declares: the
 * declared metadata and spec, with what the catalog adds by itself. Relations
 * that do not come from the component's own spec stay; those that do follow it.
 *
 * Where the declaration is what the catalog has read, this is what it has.
 *
 * @param known - the entity in the catalog; undefined where it is new.
 *
 * @public
 */
export function mergeDeclared(
  known: Entity | undefined,
  declared: Entity,
): Entity {
  const { uid, etag, annotations } = known?.metadata ?? {};
  return {
    ...declared,
    metadata: {
      ...declared.metadata,
      ...(uid && { uid }),
      ...(etag && { etag }),
      ...((annotations || declared.metadata.annotations) && {
        annotations: { ...annotations, ...declared.metadata.annotations },
      }),
    },
    relations: relationsOf(known, declared),
  };
}

function relationsOf(
  known: Entity | undefined,
  declared: Entity,
): EntityRelation[] {
  const before = known ? declaredRelations(known) : new Map();
  const now = declaredRelations(declared);
  return [
    ...(known?.relations ?? []).filter(relation => {
      const key = keyOf(relation);
      return now.has(key) || !before.has(key);
    }),
    ...[...now]
      .filter(([key]) => !before.has(key))
      .map(([, relation]) => relation),
  ];
}

function declaredRelations(entity: Entity): Map<string, EntityRelation> {
  const { namespace } = entity.metadata;
  const relations = Object.entries(FIELDS).flatMap(
    ([field, { type, kind }]): EntityRelation[] =>
      [entity.spec?.[field] ?? []].flat().flatMap(ref => {
        try {
          const target = parseEntityRef(String(ref), {
            defaultKind: kind,
            defaultNamespace: namespace,
          });
          return [{ type, targetRef: stringifyEntityRef(target) }];
        } catch {
          // The catalog would say so; here there is just no relation.
          return [];
        }
      }),
  );
  return new Map(relations.map(relation => [keyOf(relation), relation]));
}

function keyOf({ type, targetRef }: EntityRelation): string {
  return `${type} ${targetRef}`;
}
