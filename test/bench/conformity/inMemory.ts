import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  createSnapshotFromFiles,
  RepositoryReader,
} from '@waymark-idp/plugin-repositories-node';
import { entityOf, filesOf, nameOf } from './fleetData';

/** Answers at once, and keeps what it will be asked for. */
export class InMemoryRepositories implements RepositoryReader {
  readonly #versions: number[];
  readonly #trees = new Map<
    string,
    ReturnType<typeof createSnapshotFromFiles>
  >();

  constructor(versions: number[]) {
    this.#versions = versions;
  }

  prepare(): void {
    this.#versions.forEach((version, i) => {
      const name = nameOf(i);
      const commit = this.#commitOf(i);
      if (this.#trees.get(name)?.commit !== commit) {
        this.#trees.set(
          name,
          createSnapshotFromFiles({ files: filesOf(i, version), commit }),
        );
      }
    });
  }

  async read({ url }: { url: string }) {
    return this.#trees.get(nameIn(url))!;
  }

  async resolveCommit(url: string): Promise<string> {
    return this.#trees.get(nameIn(url))!.commit;
  }

  #commitOf(i: number): string {
    return String(this.#versions[i]).padStart(40, '0');
  }
}

function nameIn(url: string): string {
  return url.split('/')[4];
}

/** A catalog that holds the fleet. */
export function catalogOf(components: number): CatalogService {
  const entities = new Map<string, Entity>();
  for (let i = 0; i < components; i++) {
    const entity = entityOf(i);
    entities.set(stringifyEntityRef(entity), entity);
  }
  return {
    getEntityByRef: async (ref: string) => entities.get(ref),
    getEntitiesByRefs: async ({ entityRefs }: { entityRefs: string[] }) => ({
      items: entityRefs.map(ref => entities.get(ref)),
    }),
  } as Partial<CatalogService> as CatalogService;
}

/** Says what is wrong, and nothing else. */
export function quietLogger(): LoggerService {
  const logger: LoggerService = {
    debug: () => {},
    info: () => {},
    warn: message => process.stderr.write(`${message}\n`),
    error: message => process.stderr.write(`${message}\n`),
    child: () => logger,
  };
  return logger;
}
