import { ResponseError } from '@backstage/errors';

/** Where requests go and by what; as Backstage's APIs of these names. */
export interface RequestOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** Requests to the surveys backend, refused ones as errors. */
export class SurveysRequests {
  readonly #options: RequestOptions;

  constructor(options: RequestOptions) {
    this.#options = options;
  }

  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await this.send(method, path, body)).json();
  }

  /** The body of the answer; undefined where it has none. */
  async optional<T>(method: string, path: string): Promise<T | undefined> {
    const response = await this.send(method, path);
    return response.status === 204 ? undefined : await response.json();
  }

  async send(method: string, path: string, body?: unknown): Promise<Response> {
    const { discoveryApi, fetchApi } = this.#options;
    const baseUrl = await discoveryApi.getBaseUrl('surveys');
    const response = await fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

/** A path of these parts, made safe. */
export function pathOf(...parts: string[]): string {
  return parts.map(part => `/${encodeURIComponent(part)}`).join('');
}

/** `?a=b` of what is there. */
export function queryOf(
  values: Record<string, string | number | boolean | undefined>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return text && `?${text}`;
}
