import {
  Entity,
  parseEntityRef,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import {
  ComponentDeclarations,
  Layer,
} from '@waymark-idp/plugin-conformity-common';
import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { claimsOf } from './claims';
import { resilienceOf } from './resilience';

/** The catalog annotation that says in which layer a component stands. @public */
export const LAYER_ANNOTATION = 'waymark.internal/layer';

/** Stands before the name of what is called and is no entity. */
export const EXTERNAL = 'external:';

/** The layers, from the one that calls to the one that is called. */
export const LAYERS: readonly Layer[] = ['presentation', 'business', 'data'];

/**
 * What a component declares for others to be checked against: from its
 * `resilience.yaml`, its OpenAPI files and its catalog entity.
 *
 * Pure, and never throws: a file that cannot be read declares nothing. The
 * contents of the files that {@link isDeclarationFile} names are looked at.
 *
 * @public
 */
export function declarationsOf(
  snapshot: RepositorySnapshot,
  entity: Entity,
): ComponentDeclarations {
  const catalog = catalogDeclarationsOf(entity);
  return {
    ...catalog,
    ...orElse({ dependencies: [] }, () =>
      resilienceOf(snapshot, entity, catalog.relatesTo),
    ),
    claims: orElse([], () => claimsOf(snapshot)),
  };
}

/** What the catalog alone says. */
export function catalogDeclarationsOf(entity: Entity): ComponentDeclarations {
  const targets = (...types: string[]) => [
    ...new Set(
      (entity.relations ?? [])
        .filter(relation => types.includes(relation.type))
        .map(relation => relation.targetRef),
    ),
  ];
  const owners = targets(RELATION_OWNED_BY);
  const owner = owners.find(ref => ref.startsWith('group:')) ?? owners[0];
  const annotation = entity.metadata.annotations?.[LAYER_ANNOTATION]?.trim();
  const layer = LAYERS.find(name => name === annotation);
  const type = entity.spec?.type;
  return {
    ...(owner !== undefined && { owner }),
    ...(typeof type === 'string' && { type }),
    ...(layer && { layer }),
    dependencies: [],
    relatesTo: targets(RELATION_DEPENDS_ON, RELATION_CONSUMES_API).sort(),
    provides: targets(RELATION_PROVIDES_API).sort(),
    claims: [],
  };
}

/** `orders` for `component:default/orders`, and with more where more is needed to tell. */
export function shortRef(ref: string): string {
  if (ref.startsWith(EXTERNAL)) {
    return ref.slice(EXTERNAL.length);
  }
  const { kind, namespace, name } = parseEntityRef(ref);
  const place = namespace === 'default' ? name : `${namespace}/${name}`;
  return kind === 'component' ? place : `${kind}:${place}`;
}

function orElse<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { name } = error as { name?: string };
    if (name === 'DocumentError' || name === 'RepositoryFileError') {
      return otherwise;
    }
    throw error;
  }
}
