import { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { readDeclaredComponents } from '@waymark-idp/plugin-conformity-node';
import {
  findNameProblem,
  SOURCE_TEMPLATE_ANNOTATION,
} from '@waymark-idp/plugin-golden-path-common';
import { KnownAnswers } from '@waymark-idp/plugin-golden-path-node';
import {
  RepositorySnapshot,
  sourceFolderOf,
} from '@waymark-idp/plugin-repositories-node';
import { FoundRepository, RepositoryFinder } from './RepositoryFinder';
import { textIn, whatItSays } from './whatItSays';

const CATALOG_INFO = 'catalog-info.yaml';

/** Which component a repository is, or will be. */
export interface Identity {
  entityRef: string;
  name: string;
  description?: string;
  /** Entity ref. */
  owner: string;
  /** `service`, `library`, …; undefined where nothing says it. */
  type?: string;
  inCatalog: boolean;
  /** As the catalog has it. */
  entity?: Entity;
  /** As `catalog-info.yaml` has it. */
  declared?: Entity;
  /** The template that it says it came from. */
  declaredTemplate?: string;
  answers: KnownAnswers;
}

/**
 * Finds out which component a repository is.
 *
 * @throws `InputError` and `ConflictError` that say what is unclear, or does not fit
 */
export async function identify(
  asked: { name?: string; owner?: string },
  found: FoundRepository,
  repository: RepositorySnapshot,
  services: {
    catalog: CatalogService;
    auth: AuthService;
    finder: RepositoryFinder;
  },
): Promise<Identity> {
  const declared = declaredIn(repository, found);
  const says = whatItSays(repository);
  const folder = sourceFolderOf(found.url).split('/').at(-1);
  const name =
    declared?.metadata.name ??
    checkedName(asked.name ?? toName(says.name || folder || found.name));
  const namespace = declared?.metadata.namespace ?? 'default';
  const entityRef = stringifyEntityRef({ kind: 'component', namespace, name });
  const entity = found.entity ?? (await known(entityRef, found, services));
  const owner = ownerOf(asked.owner, { declared, entity, entityRef });
  const system = declared?.spec?.system;
  const description = declared?.metadata.description ?? says.description;
  const type = declared?.spec?.type ?? entity?.spec?.type;
  return {
    entityRef,
    name,
    description,
    owner,
    ...(typeof type === 'string' && { type }),
    inCatalog: entity !== undefined,
    entity,
    declared,
    declaredTemplate:
      declared?.metadata.annotations?.[SOURCE_TEMPLATE_ANNOTATION],
    answers: {
      name,
      description: description ?? name,
      owner,
      ...(typeof system === 'string' && {
        system: stringifyEntityRef(
          parseEntityRef(system, {
            defaultKind: 'system',
            defaultNamespace: namespace,
          }),
        ),
      }),
      repoUrl: `${found.host}?${new URLSearchParams({
        owner: found.owner,
        repo: found.name,
      })}`,
    },
  };
}

function declaredIn(
  repository: RepositorySnapshot,
  { entity }: FoundRepository,
): Entity | undefined {
  const text = textIn(repository, CATALOG_INFO);
  let components: Entity[] = [];
  try {
    components = text ? readDeclaredComponents(text, CATALOG_INFO) : [];
  } catch (error) {
    throw new InputError(
      `${(error as Error).message}. Repair it first; nothing was proposed.`,
    );
  }
  if (!entity) {
    if (components.length > 1) {
      const refs = components.map(item => stringifyEntityRef(item)).join(', ');
      throw new InputError(
        `${CATALOG_INFO} declares several components: ${refs}. Choose one of them instead of the repository.`,
      );
    }
    return components[0];
  }
  const ref = stringifyEntityRef(entity);
  const declared = components.find(item => stringifyEntityRef(item) === ref);
  if (!declared) {
    const location = entity.metadata.annotations?.[ANNOTATION_LOCATION];
    throw new InputError(
      `${ref} is not described by a ${CATALOG_INFO} at the top of its sources, but by ${
        location ?? 'something else'
      }. Move it there first; nothing was proposed.`,
    );
  }
  return declared;
}

/** What the catalog has of this name, from this repository. */
async function known(
  entityRef: string,
  found: FoundRepository,
  services: {
    catalog: CatalogService;
    auth: AuthService;
    finder: RepositoryFinder;
  },
): Promise<Entity | undefined> {
  const { catalog, auth, finder } = services;
  const entity = await catalog.getEntityByRef(entityRef, {
    credentials: await auth.getOwnServiceCredentials(),
  });
  if (entity && !finder.holds(found, entity)) {
    throw new ConflictError(
      `The catalog has ${entityRef} already, from another place. Nothing was proposed. Give this one another name.`,
    );
  }
  return entity;
}

/** Who will own it: what says so already has the word. */
function ownerOf(
  asked: string | undefined,
  component: { declared?: Entity; entity?: Entity; entityRef: string },
): string {
  const { declared, entity, entityRef } = component;
  const owner =
    declared?.spec?.owner ??
    entity?.relations?.find(({ type }) => type === 'ownedBy')?.targetRef;
  const defaults = {
    defaultKind: 'group',
    defaultNamespace: declared?.metadata.namespace,
  };
  try {
    const wanted = asked && stringifyEntityRef(parseEntityRef(asked, defaults));
    if (!owner) {
      if (wanted) {
        return wanted;
      }
    } else {
      const says = stringifyEntityRef(parseEntityRef(String(owner), defaults));
      if (wanted && wanted !== says) {
        throw new ConflictError(
          `${entityRef} belongs to ${says}, and not to ${wanted}. Nothing was proposed. Ask them, or choose no owner.`,
        );
      }
      return says;
    }
  } catch (error) {
    throw (error as Error).name === 'ConflictError'
      ? error
      : new InputError(
          `The owner of ${entityRef} is no entity reference: ${error}`,
        );
  }
  throw new InputError(
    `Nothing says which team ${entityRef} belongs to. Choose an owner.`,
  );
}

function checkedName(name: string): string {
  const problem = findNameProblem(name);
  if (problem) {
    throw new InputError(
      `The component cannot be called ${JSON.stringify(
        name,
      )}: ${problem} Choose another name.`,
    );
  }
  return name;
}

/** `Order_Service` as `order-service`. */
function toName(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
