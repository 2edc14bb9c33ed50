import createClient, { type Client } from 'openapi-fetch';
import type { Greeting, GreetingSource } from '../domain/greetings.ts';
import type { paths } from './greetings-api.generated.ts';
import { DependencyError } from './outbound-fetch.ts';

export interface GreetingsClientOptions {
  /** Absolute. */
  apiUrl: string;
  /** From {@link createOutboundFetch}: it has the timeout, the retries and the breaker. */
  fetch: (request: Request) => Promise<Response>;
}

/** The API of contracts/greetings.yaml, typed by it. */
export class GreetingsClient implements GreetingSource {
  readonly #client: Client<paths>;

  constructor({ apiUrl, fetch }: GreetingsClientOptions) {
    this.#client = createClient<paths>({ baseUrl: apiUrl, fetch, headers: { accept: 'application/json' } });
  }

  async greeting(name: string, language: string): Promise<Greeting | undefined> {
    const { data, response } = await this.#client.GET('/v1/greetings/{name}', {
      params: { path: { name }, query: { language } },
    });
    if (response.status === 404) return undefined;
    // Types are a promise of somebody else. This much is needed to show it.
    if (typeof data?.text !== 'string' || typeof data.language !== 'string') {
      throw new DependencyError(`greetings answered ${response.status}, and nothing to show`, {
        reason: 'invalid-answer',
      });
    }
    return { text: data.text, language: data.language, degraded: data.degraded === true };
  }
}
