import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  ConformityClientOptions,
  ConformityRequests,
  entityPath,
} from './client/ConformityRequests';
import {
  ConformityApi,
  ConformityRequestOptions,
  HistoryRequest,
  HistoryResponse,
  ListScoresRequest,
  ListScoresResponse,
} from './ConformityApi';
import {
  CheckReport,
  Scorecard,
  ScoreSummary,
  StandardsReport,
  SummaryGroup,
  SummaryRow,
} from './scorecard';

/** The most refs that one request for scores may carry. @public */
export const MAX_REFS_PER_REQUEST = 1000;

/**
 * Client for the conformity backend. Works in the frontend (with `fetchApi` and
 * `discoveryApi`) and in a backend (with the discovery service, the global
 * `fetch`, and a token per request).
 *
 * @public
 */
export class ConformityClient implements ConformityApi {
  readonly #requests: ConformityRequests;

  constructor(options: ConformityClientOptions) {
    this.#requests = new ConformityRequests(options);
  }

  async getScorecard(
    entityRef: string | CompoundEntityRef,
    options?: ConformityRequestOptions,
  ): Promise<Scorecard> {
    return await this.#requests.send('GET', entityPath(entityRef), { options });
  }

  async evaluate(
    entityRef: string | CompoundEntityRef,
    options?: ConformityRequestOptions,
  ): Promise<{ entityRef: string; wantedAt: string }> {
    const path = `${entityPath(entityRef)}/evaluations`;
    return await this.#requests.send('POST', path, { options });
  }

  async getScores(
    entityRefs: string[],
    options?: ConformityRequestOptions,
  ): Promise<ScoreSummary[]> {
    const refs = [...new Set(entityRefs)];
    const pages: Promise<{ items: ScoreSummary[] }>[] = [];
    for (let at = 0; at < refs.length; at += MAX_REFS_PER_REQUEST) {
      const body = { entityRefs: refs.slice(at, at + MAX_REFS_PER_REQUEST) };
      pages.push(
        this.#requests.send('POST', '/scores/by-refs', { body, options }),
      );
    }
    return (await Promise.all(pages)).flatMap(page => page.items);
  }

  async listScores(
    request: ListScoresRequest = {},
    options?: ConformityRequestOptions,
  ): Promise<ListScoresResponse> {
    return await this.#requests.send('GET', '/scores', {
      query: { ...request },
      options,
    });
  }

  async getSummary(
    by: SummaryGroup,
    options?: ConformityRequestOptions,
  ): Promise<SummaryRow[]> {
    const { items } = await this.#requests.send<{ items: SummaryRow[] }>(
      'GET',
      '/summary',
      { query: { by }, options },
    );
    return items;
  }

  async getStandards(
    options?: ConformityRequestOptions,
  ): Promise<StandardsReport> {
    return await this.#requests.send('GET', '/standards', { options });
  }

  async getCheck(
    id: string,
    options?: ConformityRequestOptions,
  ): Promise<CheckReport> {
    const path = `/checks/${encodeURIComponent(id)}`;
    return await this.#requests.send('GET', path, { options });
  }

  async getHistory(
    entityRef: string | CompoundEntityRef,
    request: HistoryRequest = {},
    options?: ConformityRequestOptions,
  ): Promise<HistoryResponse> {
    return await this.#requests.send(
      'GET',
      `${entityPath(entityRef)}/history`,
      {
        query: { ...request },
        options,
      },
    );
  }
}
