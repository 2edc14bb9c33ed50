import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { CatalogParent, WantedStore } from '../database/WantedStore';
import { EvaluationRequests } from '../EvaluationRequests';
import { toParents } from './catalogParents';
import {
  COMPARED_FIELDS,
  EVALUATED_KINDS,
  toNoticedComponent,
} from './noticedComponent';

const PAGE_SIZE = 500;
// A registered entity appears once the catalog has processed it.
const PATIENCE_MS = [0, 300, 500, 700, 1000, 1500, 2000, 3000, 5000];

/**
 * Compares the catalog with what is known here, by etag: the catalog publishes
 * no events about new, changed and deleted entities.
 */
export class CatalogComparison {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #store: WantedStore;
  readonly #requests: EvaluationRequests;
  readonly #logger: LoggerService;
  #running?: Promise<void>;

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
    store: WantedStore;
    requests: EvaluationRequests;
    logger: LoggerService;
  }): CatalogComparison {
    return new CatalogComparison(options);
  }

  private constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    store: WantedStore;
    requests: EvaluationRequests;
    logger: LoggerService;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#store = options.store;
    this.#requests = options.requests;
    this.#logger = options.logger;
  }

  /** Compares everything. Whoever asks meanwhile waits for the same run. */
  async run(): Promise<void> {
    this.#running ??= this.#compare().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /** Waits for one entity to appear, so that it is evaluated right away. */
  async expect(entityRef: string): Promise<void> {
    for (const milliseconds of PATIENCE_MS) {
      await new Promise(resolve => setTimeout(resolve, milliseconds).unref());
      const entity = await this.#catalog.getEntityByRef(entityRef, {
        credentials: await this.#auth.getOwnServiceCredentials(),
      });
      const component = entity && toNoticedComponent(entity);
      if (component) {
        await this.#requests.forNoticed([component]);
        return;
      }
    }
    this.#logger.info(
      `${entityRef} is not in the catalog yet; the next comparison will find it`,
    );
  }

  async #compare(): Promise<void> {
    const startedAt = await this.#store.clock();
    const present: string[] = [];
    let wanted = 0;
    let cursor: string | undefined;
    do {
      const response = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE_SIZE, fields: COMPARED_FIELDS }
          : {
              filter: { kind: EVALUATED_KINDS },
              fields: COMPARED_FIELDS,
              orderFields: [{ field: 'metadata.uid', order: 'asc' }],
              limit: PAGE_SIZE,
            },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      const components = response.items.flatMap(
        entity => toNoticedComponent(entity) ?? [],
      );
      present.push(...components.map(component => component.entityRef));
      wanted += (await this.#requests.forNoticed(components)).length;
      cursor = response.pageInfo.nextCursor;
    } while (cursor);
    await this.#store.setParents(await this.#parents());
    // Only after every page was read: half a catalog must not look like deletions.
    const gone = await this.#store.forgetAbsent(present, startedAt);
    if (wanted + gone.length > 0) {
      this.#logger.info(
        `Compared ${present.length} components: ${wanted} new or changed, ${gone.length} gone`,
      );
    }
  }

  /** Which group is above which, and which domain above which system. */
  async #parents(): Promise<CatalogParent[]> {
    const parents: CatalogParent[] = [];
    let cursor: string | undefined;
    do {
      const fields = [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'relations',
      ];
      const response = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE_SIZE, fields }
          : {
              filter: { kind: ['Group', 'System'] },
              fields,
              orderFields: [{ field: 'metadata.uid', order: 'asc' }],
              limit: PAGE_SIZE,
            },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      parents.push(...response.items.flatMap(toParents));
      cursor = response.pageInfo.nextCursor;
    } while (cursor);
    return parents;
  }
}
