import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import {
  GitHostCredential,
  NameAvailability,
  NameQuery,
  PreviewRequest,
  TemplatePreview,
} from '../types';
import { GoldenPathApi } from './GoldenPathApi';

/**
 * {@link GoldenPathApi} over HTTP.
 *
 * @public
 */
export class GoldenPathClient implements GoldenPathApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  /**
   * @param options - `fetchApi` must add the caller's credentials, as the one of the app does
   */
  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /** {@inheritDoc GoldenPathApi.getNameAvailability} */
  async getNameAvailability(query: NameQuery): Promise<NameAvailability> {
    const params = new URLSearchParams({ name: query.name });
    for (const key of ['kind', 'host', 'owner'] as const) {
      const value = query[key];
      if (value !== undefined) {
        params.set(key, value);
      }
    }
    return this.#request(`/names?${params}`);
  }

  /** {@inheritDoc GoldenPathApi.createPreview} */
  async createPreview(
    request: PreviewRequest,
    options?: { signal?: AbortSignal },
  ): Promise<TemplatePreview> {
    const { kind, namespace, name } = parseEntityRef(request.templateRef, {
      defaultKind: 'template',
    });
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    return this.#request(`/templates/${path}/previews`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ parameters: request.parameters }),
      signal: options?.signal,
    });
  }

  /** {@inheritDoc GoldenPathApi.getGitHostCredential} */
  async getGitHostCredential(): Promise<GitHostCredential | undefined> {
    const response = await this.#fetch('/credentials');
    if (response.status === 404) {
      return undefined;
    }
    return this.#read(response);
  }

  async #request<T>(path: string, init?: RequestInit): Promise<T> {
    return this.#read<T>(await this.#fetch(path, init));
  }

  async #fetch(path: string, init?: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('golden-path');
    return this.#fetchApi.fetch(`${baseUrl}${path}`, init);
  }

  async #read<T>(response: Response): Promise<T> {
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
