import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseEntityRef,
  parseLocationRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createRepositoryHost } from '@waymark-idp/plugin-golden-path-node';

/** Where a host keeps what is on a branch, below the address of a repository. */
const CONTENTS =
  /^(.+?)\/(?:src\/(?:branch|commit|tag)|-\/(?:tree|blob)|tree|blob)\/[^/]/;

/** A repository, or a folder of it, that may come onto the golden path. */
export interface FoundRepository {
  /** What is in it, on a branch; ends with `/`. */
  url: string;
  host: string;
  /** Organisation, group or user. */
  owner: string;
  name: string;
  /** The component of the catalog that was asked for. */
  entity?: Entity;
}

/** Finds what somebody calls a repository: by its address, or by its component. */
export class RepositoryFinder {
  readonly #catalog: CatalogService;
  readonly #integrations: ScmIntegrationRegistry;

  static create(options: {
    catalog: CatalogService;
    integrations: ScmIntegrationRegistry;
  }): RepositoryFinder {
    return new RepositoryFinder(options);
  }

  private constructor(options: {
    catalog: CatalogService;
    integrations: ScmIntegrationRegistry;
  }) {
    this.#catalog = options.catalog;
    this.#integrations = options.integrations;
  }

  /**
   * @param repository - `component:default/orders`, or a web address
   * @throws `NotFoundError`, `InputError` that says what is wrong with it
   */
  async find(
    repository: string,
    credentials: BackstageCredentials,
  ): Promise<FoundRepository> {
    if (/^https?:\/\//.test(repository)) {
      return await this.#findByAddress(repository);
    }
    const entityRef = fullRef(repository);
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(`There is no ${entityRef} in the catalog.`);
    }
    return { ...this.#parts(sourceOf(entity)), entity };
  }

  /** Whether a component of the catalog comes from this repository. */
  holds(repository: FoundRepository, entity: Entity): boolean {
    try {
      return (
        keyOf(this.#parts(sourceOf(entity))).toLowerCase() ===
        keyOf(repository).toLowerCase()
      );
    } catch {
      return false; // It comes from no repository of ours.
    }
  }

  async #findByAddress(address: string): Promise<FoundRepository> {
    const parts = this.#parts(address);
    if (CONTENTS.test(new URL(address).pathname)) {
      return parts;
    }
    const { host, ...repository } = parts;
    const repositoryHost = createRepositoryHost(this.#integrations, host);
    const branch = await repositoryHost.defaultBranch(repository);
    if (!branch) {
      throw new NotFoundError(
        `There is no repository ${repository.owner}/${repository.name} on ${host} that the portal can see, or there is nothing in it.`,
      );
    }
    const { repoContentsUrl } = repositoryHost.urls(repository, branch);
    return { ...parts, url: repoContentsUrl };
  }

  /** @throws `InputError` where it is not below a host of this portal */
  #parts(address: string): FoundRepository {
    const fail = (why: string) =>
      new InputError(`${JSON.stringify(address)} ${why}`);
    if (!URL.canParse(address)) {
      throw fail('is not the address of a repository.');
    }
    const url = new URL(address);
    url.search = '';
    url.hash = '';
    createRepositoryHost(this.#integrations, url.host); // Refuses other hosts.
    const path = CONTENTS.exec(url.pathname)?.[1] ?? url.pathname;
    const segments = path.split('/').filter(Boolean).map(decodeURIComponent);
    const name = segments.pop()?.replace(/\.git$/, '');
    if (!name || segments.length === 0) {
      throw fail('is not the address of a repository: host/OWNER/NAME.');
    }
    url.pathname = url.pathname.replace(/\/*$/, '/');
    return { url: url.href, host: url.host, owner: segments.join('/'), name };
  }
}

/** Where its files are. @throws `InputError` where they are nowhere that can be changed */
function sourceOf(entity: Entity): string {
  const annotations = entity.metadata.annotations ?? {};
  const location = annotations[ANNOTATION_SOURCE_LOCATION];
  const { type, target } = location
    ? parseLocationRef(location)
    : { type: '', target: '' };
  if (type !== 'url') {
    throw new InputError(
      `The catalog knows no repository of ${stringifyEntityRef(entity)}.`,
    );
  }
  return target;
}

function keyOf({ host, owner, name }: FoundRepository): string {
  return `${host}/${owner}/${name}`;
}

function fullRef(ref: string): string {
  try {
    const parsed = parseEntityRef(ref, { defaultKind: 'component' });
    if (parsed.kind.toLowerCase() === 'component') {
      return stringifyEntityRef(parsed);
    }
  } catch {
    // Told below in our own words.
  }
  throw new InputError(
    `${JSON.stringify(
      ref,
    )} is neither a component, such as component:default/orders, nor the address of a repository.`,
  );
}
