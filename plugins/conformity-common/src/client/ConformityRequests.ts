import {
  CompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { ConformityRequestOptions } from '../ConformityApi';

/** What a client of the conformity backend is made from. @public */
export interface ConformityClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** Values of a query string; what is undefined is left out. */
export type Query = Record<string, string | number | boolean | undefined>;

/** The requests that every client in this package is made of. */
export class ConformityRequests {
  readonly #discoveryApi: ConformityClientOptions['discoveryApi'];
  readonly #fetchApi: ConformityClientOptions['fetchApi'];

  constructor(options: ConformityClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /**
   * Sends a request, and parses what it answers.
   *
   * @throws ResponseError with what the backend said.
   */
  async send<T>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    {
      query = {},
      body,
      options,
    }: {
      query?: Query;
      body?: object;
      options?: ConformityRequestOptions;
    } = {},
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
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  /**
   * Posts, and hands over each line of the answer as it comes.
   *
   * @throws ResponseError with what the backend said.
   */
  async stream(
    path: string,
    body: object,
    options: ConformityRequestOptions,
    onLine: (line: string) => void,
  ): Promise<void> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('conformity');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/x-ndjson',
        ...(options.token && { Authorization: `Bearer ${options.token}` }),
      },
      body: JSON.stringify(body),
      signal: options.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (rest + decoder.decode(value, { stream: !done })).split(
        '\n',
      );
      rest = done ? '' : lines.pop()!;
      lines.filter(Boolean).forEach(onLine);
      if (done) {
        return;
      }
    }
  }
}

/** The path of an entity's resources. */
export function entityPath(entityRef: string | CompoundEntityRef): string {
  const ref =
    typeof entityRef === 'string' ? entityRef : stringifyEntityRef(entityRef);
  const { kind, namespace, name } = parseEntityRef(ref);
  return `/entities/${[kind, namespace, name]
    .map(encodeURIComponent)
    .join('/')}`;
}
