import {
  CompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
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
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getScorecard(
    entityRef: string | CompoundEntityRef,
    options?: ConformityRequestOptions,
  ): Promise<Scorecard> {
    return await this.#request('GET', entityPath(entityRef), { options });
  }

  async evaluate(
    entityRef: string | CompoundEntityRef,
    options?: ConformityRequestOptions,
  ): Promise<{ entityRef: string; wantedAt: string }> {
    const path = `${entityPath(entityRef)}/evaluations`;
    return await this.#request('POST', path, { options });
  }

  async getScores(
    entityRefs: string[],
    options?: ConformityRequestOptions,
  ): Promise<ScoreSummary[]> {
    const refs = [...new Set(entityRefs)];
    const pages: Promise<{ items: ScoreSummary[] }>[] = [];
    for (let at = 0; at < refs.length; at += MAX_REFS_PER_REQUEST) {
      const body = { entityRefs: refs.slice(at, at + MAX_REFS_PER_REQUEST) };
      pages.push(this.#request('POST', '/scores/by-refs', { body, options }));
    }
    return (await Promise.all(pages)).flatMap(page => page.items);
  }

  async listScores(
    request: ListScoresRequest = {},
    options?: ConformityRequestOptions,
  ): Promise<ListScoresResponse> {
    return await this.#request('GET', '/scores', {
      query: { ...request },
      options,
    });
  }

  async getSummary(
    by: SummaryGroup,
    options?: ConformityRequestOptions,
  ): Promise<SummaryRow[]> {
    const { items } = await this.#request<{ items: SummaryRow[] }>(
      'GET',
      '/summary',
      { query: { by }, options },
    );
    return items;
  }

  async getStandards(
    options?: ConformityRequestOptions,
  ): Promise<StandardsReport> {
    return await this.#request('GET', '/standards', { options });
  }

  async getCheck(
    id: string,
    options?: ConformityRequestOptions,
  ): Promise<CheckReport> {
    const path = `/checks/${encodeURIComponent(id)}`;
    return await this.#request('GET', path, { options });
  }

  async getHistory(
    entityRef: string | CompoundEntityRef,
    request: HistoryRequest = {},
    options?: ConformityRequestOptions,
  ): Promise<HistoryResponse> {
    return await this.#request('GET', `${entityPath(entityRef)}/history`, {
      query: { ...request },
      options,
    });
  }

  async #request<T>(
    method: 'GET' | 'POST',
    path: string,
    {
      query = {},
      body,
      options,
    }: {
      query?: Record<string, string | number | undefined>;
      body?: object;
      options?: ConformityRequestOptions;
    },
  ): Promise<T> {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) {
        search.set(key, String(value));
      }
    }
    const baseUrl = await this.#discoveryApi.getBaseUrl('conformity');
    const suffix = search.size > 0 ? `?${search}` : '';
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}${suffix}`, {
      method,
      headers: {
        ...(body && { 'Content-Type': 'application/json' }),
        ...(options?.token && { Authorization: `Bearer ${options.token}` }),
      },
      body: body && JSON.stringify(body),
      signal: options?.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return await response.json();
  }
}

function entityPath(entityRef: string | CompoundEntityRef): string {
  const ref =
    typeof entityRef === 'string' ? entityRef : stringifyEntityRef(entityRef);
  const { kind, namespace, name } = parseEntityRef(ref);
  return `/entities/${[kind, namespace, name]
    .map(encodeURIComponent)
    .join('/')}`;
}
