import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';

/** What a client of the golden-path backend is made from. @public */
export interface GoldenPathClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  /** Must add the caller's credentials, as the one of the app does, unless each request has a token. */
  fetchApi: { fetch: typeof fetch };
}

/** What every request takes. @public */
export interface GoldenPathRequestOptions {
  signal?: AbortSignal;
  /** Where `fetchApi` adds no credentials. */
  token?: string;
}

/** Values of a query string; what is undefined is left out. */
export type Query = Record<string, string | number | undefined>;

/** The requests that the clients in this package are made of. */
export class GoldenPathRequests {
  readonly #options: GoldenPathClientOptions;

  constructor(options: GoldenPathClientOptions) {
    this.#options = options;
  }

  /**
   * Sends a request, and parses what it answers.
   *
   * @throws ResponseError with what the backend said
   */
  async send<T>(
    method: 'GET' | 'POST',
    path: string,
    request: {
      query?: Query;
      body?: object;
      options?: GoldenPathRequestOptions;
    } = {},
  ): Promise<T> {
    const response = await this.fetch(method, path, request);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return await response.json();
  }

  /** @throws ResponseError where the backend refused */
  async textOf(response: Response): Promise<string> {
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return await response.text();
  }

  /** Sends a request, and leaves it to the caller what its answer means. */
  async fetch(
    method: 'GET' | 'POST',
    path: string,
    request: {
      query?: Query;
      body?: object;
      options?: GoldenPathRequestOptions;
    } = {},
  ): Promise<Response> {
    const { query = {}, body, options } = request;
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) {
        search.set(key, String(value));
      }
    }
    const baseUrl = await this.#options.discoveryApi.getBaseUrl('golden-path');
    const suffix = search.size > 0 ? `?${search}` : '';
    return await this.#options.fetchApi.fetch(`${baseUrl}${path}${suffix}`, {
      method,
      headers: {
        ...(body && { 'Content-Type': 'application/json' }),
        ...(options?.token && { Authorization: `Bearer ${options.token}` }),
      },
      body: body && JSON.stringify(body),
      signal: options?.signal,
    });
  }
}

/** `/entities/component/default/orders` */
export function entityPath(entityRef: string): string {
  return `/entities/${pathOf(entityRef, 'component')}`;
}

/** `/templates/template/default/typescript-service` */
export function templatePath(templateRef: string): string {
  return `/templates/${pathOf(templateRef, 'template')}`;
}

function pathOf(ref: string, defaultKind: string): string {
  const { kind, namespace, name } = parseEntityRef(ref, { defaultKind });
  return [kind, namespace, name].map(encodeURIComponent).join('/');
}
