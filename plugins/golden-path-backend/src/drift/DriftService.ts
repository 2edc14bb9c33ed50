import { NotFoundError } from '@backstage/errors';
import {
  ComponentDrift,
  ComponentDriftDetail,
  ListDriftRequest,
} from '@waymark-idp/plugin-golden-path-common';
import { Origin, OriginStore } from '../database/OriginStore';

/** How components differ from their templates. */
export interface DriftService {
  /** @throws `NotFoundError` where the component comes from no template */
  get(entityRef: string): Promise<ComponentDriftDetail>;
  /** One more than the limit, where there are more. By ref. */
  list(
    request: Omit<ListDriftRequest, 'cursor'> & {
      limit: number;
      after?: string;
    },
  ): Promise<ComponentDrift[]>;
}

/** {@link DriftService} on what was compared last. */
export class DefaultDriftService implements DriftService {
  readonly #store: OriginStore;

  static create(options: { store: OriginStore }): DefaultDriftService {
    return new DefaultDriftService(options.store);
  }

  private constructor(store: OriginStore) {
    this.#store = store;
  }

  async get(entityRef: string): Promise<ComponentDriftDetail> {
    const origin = await this.#store.get(entityRef);
    if (!origin) {
      throw new NotFoundError(
        `${entityRef} does not come from a template, as far as the catalog says.`,
      );
    }
    return {
      ...toDrift(origin),
      repositoryUrl: origin.sourceUrl,
      files: origin.files,
    };
  }

  async list(
    request: Parameters<DriftService['list']>[0],
  ): Promise<ComponentDrift[]> {
    const { templateRef, owner, state, limit, after } = request;
    const origins = await this.#store.list(
      { templateRef, owners: owner ? [owner] : undefined, state },
      { limit, after },
    );
    return origins.map(toDrift);
  }
}

function toDrift(origin: Origin): ComponentDrift {
  return {
    entityRef: origin.entityRef,
    title: origin.title,
    owner: origin.owner,
    templateRef: origin.templateRef,
    version: origin.version,
    newestVersion: origin.newestVersion,
    state: origin.state,
    problem: origin.problem,
    counts: origin.counts,
    checkedAt: origin.checkedAt?.toISOString(),
    commit: origin.commit,
  };
}
