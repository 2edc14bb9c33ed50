import { CompoundEntityRef } from '@backstage/catalog-model';
import { ConformityRequestOptions } from '../ConformityApi';
import {
  Heatmap,
  HeatmapRequest,
  NextSteps,
  Trend,
  TrendRequest,
} from '../fleet';
import {
  ConformityClientOptions,
  ConformityRequests,
  entityPath,
} from './ConformityRequests';

/**
 * The fleet as a whole. Errors are those of {@link ConformityApi}.
 *
 * @public
 */
export interface FleetApi {
  /** A daily series, and the days from which it is not what it was. */
  getTrend(
    request?: TrendRequest,
    options?: ConformityRequestOptions,
  ): Promise<Trend>;

  /** Owner by standard. */
  getHeatmap(
    request?: HeatmapRequest,
    options?: ConformityRequestOptions,
  ): Promise<Heatmap>;

  /** What a group should do next about what it, and the groups below it, own. */
  getNextSteps(
    owner: string | CompoundEntityRef,
    options?: ConformityRequestOptions,
  ): Promise<NextSteps>;
}

/** Client for the fleet as a whole. @public */
export class FleetClient implements FleetApi {
  readonly #requests: ConformityRequests;

  constructor(options: ConformityClientOptions) {
    this.#requests = new ConformityRequests(options);
  }

  async getTrend(
    request: TrendRequest = {},
    options?: ConformityRequestOptions,
  ): Promise<Trend> {
    return await this.#requests.send('GET', '/trend', {
      query: { ...request },
      options,
    });
  }

  async getHeatmap(
    request: HeatmapRequest = {},
    options?: ConformityRequestOptions,
  ): Promise<Heatmap> {
    return await this.#requests.send('GET', '/summary/heatmap', {
      query: { ...request },
      options,
    });
  }

  async getNextSteps(
    owner: string | CompoundEntityRef,
    options?: ConformityRequestOptions,
  ): Promise<NextSteps> {
    const path = entityPath(owner).replace(/^\/entities/, '/owners');
    return await this.#requests.send('GET', `${path}/next`, { options });
  }
}
