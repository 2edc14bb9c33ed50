import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { RepositoryReader } from '@waymark-idp/plugin-repositories-node';
import {
  MemoryRepositorySnapshot,
  SnapshotFile,
} from '../../../plugins/repositories-node/src/MemoryRepositorySnapshot';
import { entityOf, filesOf, nameOf } from './fleetData';

interface Tree {
  commit: string;
  files: Map<string, SnapshotFile>;
}

/** Answers at once, and keeps the bytes that it will be asked for. */
export class InMemoryRepositories implements RepositoryReader {
  readonly #versions: number[];
  readonly #trees = new Map<string, Tree>();

  constructor(versions: number[]) {
    this.#versions = versions;
  }

  prepare(): void {
    this.#versions.forEach((version, i) => {
      const name = nameOf(i);
      const commit = this.#commitOf(i);
      if (this.#trees.get(name)?.commit !== commit) {
        this.#trees.set(name, { commit, files: bytesOf(filesOf(i, version)) });
      }
    });
  }

  async read({ url }: { url: string }) {
    return MemoryRepositorySnapshot.create({
      url,
      fileBytes: 1_000_000,
      ...this.#trees.get(nameIn(url))!,
    });
  }

  async resolveCommit(url: string): Promise<string> {
    return this.#trees.get(nameIn(url))!.commit;
  }

  #commitOf(i: number): string {
    return String(this.#versions[i]).padStart(40, '0');
  }
}

const bytes = new Map<string, SnapshotFile>();

/**
 * The same bytes are kept once: what a fleet weighs in memory is not for the
 * garbage collector of what is measured.
 */
function bytesOf(files: Record<string, string>): Map<string, SnapshotFile> {
  return new Map(
    Object.entries(files).map(([name, text]) => {
      let file = bytes.get(text);
      if (!file) {
        const content = Buffer.from(text);
        file = { size: content.length, content };
        bytes.set(text, file);
      }
      return [name, file];
    }),
  );
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
