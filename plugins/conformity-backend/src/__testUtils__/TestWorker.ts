import { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { loadStandards } from '@waymark-idp/plugin-conformity-node';
import {
  createSnapshotFromFiles,
  RepositoryReader,
} from '@waymark-idp/plugin-repositories-node';
import { Knex } from 'knex';
import { DatabaseEvaluationStore } from '../database/DatabaseEvaluationStore';
import { DatabaseGraphStore } from '../database/DatabaseGraphStore';
import { DatabaseWantedStore } from '../database/DatabaseWantedStore';
import { startEvaluations } from '../evaluation/startEvaluations';
import { EvaluationThreads } from '../evaluation/threads/EvaluationThreads';
import { EvaluationRequests } from '../EvaluationRequests';
import { PgBossEvaluationQueue } from '../queue/EvaluationQueue';
import { filesStandard } from './standards';

/** What a worker of a test reads: a tree at a commit, or what goes wrong. */
export type ReadRepository = (
  name: string,
) => Promise<{ commit: string; files: Record<string, string> }>;

/** The part of a backend that evaluates, with repositories made up by a test. */
export class TestWorker {
  readonly #queue: PgBossEvaluationQueue;
  readonly #threads?: EvaluationThreads;
  readonly wanted: DatabaseWantedStore;
  readonly requests: EvaluationRequests;

  static async start(options: {
    knex: Knex;
    read: ReadRepository;
    leaseSeconds: number;
    logger: LoggerService;
    /** Only asks for evaluations, and does none. */
    idle?: boolean;
  }): Promise<TestWorker> {
    const { knex, logger, leaseSeconds, read } = options;
    const queue = PgBossEvaluationQueue.create({ knex, logger });
    await queue.start();
    if (options.idle) {
      return new TestWorker(knex, queue);
    }
    const files = [
      {
        path: 'basics.yaml',
        content: filesStandard({ 'has-readme': 'README.md' }),
      },
    ];
    const loaded = loadStandards(files);
    const reader: RepositoryReader = {
      read: async ({ url }) => createSnapshotFromFiles(await read(nameIn(url))),
      resolveCommit: async url => (await read(nameIn(url))).commit,
    };
    const threads = EvaluationThreads.create({ logger });
    await startEvaluations({
      auth: { getOwnServiceCredentials: async () => ({}) } as any,
      catalog: catalogOfAll(),
      evaluations: DatabaseEvaluationStore.create({ knex, leaseSeconds }),
      events: { publish: async () => {}, subscribe: async () => {} },
      inputSources: [],
      logger,
      notifications: { send: async () => {} },
      queue,
      reader,
      signals: { publish: async () => {} },
      standards: {
        current: () => ({ ...loaded, files, loadedAt: new Date() }),
      },
      threads,
    });
    return new TestWorker(knex, queue, threads);
  }

  private constructor(
    knex: Knex,
    queue: PgBossEvaluationQueue,
    threads?: EvaluationThreads,
  ) {
    this.#queue = queue;
    this.#threads = threads;
    this.wanted = DatabaseWantedStore.create({ knex });
    this.requests = EvaluationRequests.create({
      knex,
      store: this.wanted,
      graph: DatabaseGraphStore.create({ knex }),
      queue,
    });
  }

  async stop(): Promise<void> {
    await this.#queue.stop();
    await this.#threads?.stop();
  }
}

/** A component as the comparison with the catalog would bring it. */
export function noticed(name: string) {
  return {
    entityRef: `component:default/${name}`,
    entityEtag: '1',
    sourceUrl: `https://host.example/shop/${name}`,
  };
}

function nameIn(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

function catalogOfAll(): CatalogService {
  return {
    getEntitiesByRefs: async ({ entityRefs }: { entityRefs: string[] }) => ({
      items: entityRefs.map(ref => {
        const { kind, namespace, name } = parseEntityRef(ref);
        return {
          apiVersion: 'backstage.io/v1alpha1',
          kind,
          metadata: { namespace, name, etag: '1' },
        };
      }),
    }),
  } as Partial<CatalogService> as CatalogService;
}
