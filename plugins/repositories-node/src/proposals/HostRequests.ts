import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceUnavailableError } from '@backstage/errors';
import { toHostError } from './toHostError';

/** How long one operation waits for a host that asks to wait, in all. */
const MAX_WAIT_MS = 60_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** What GitHub asks for where it does not say how long. */
const UNSAID_WAIT_MS = 60_000;

export interface HostAnswer {
  status: number;
  body: any;
}

/** The requests of one operation to one host. */
export class HostRequests {
  readonly #host: string;
  readonly #baseUrl: string;
  readonly #headers: Record<string, string>;
  readonly #secrets: string[];
  #patience = MAX_WAIT_MS;

  private constructor(options: {
    host: string;
    baseUrl: string;
    headers: Record<string, string>;
    secrets: string[];
  }) {
    this.#host = options.host;
    this.#baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.#headers = options.headers;
    this.#secrets = options.secrets;
  }

  static create(options: {
    host: string;
    /** Address of the API. */
    baseUrl: string;
    headers: Record<string, string>;
    /** What must not appear in a message. */
    secrets: string[];
  }): HostRequests {
    return new HostRequests(options);
  }

  /**
   * Sends a request. Where the host asks to wait, waits and sends it again, for
   * a minute in all.
   *
   * @param options.answers - statuses that are answers besides 2xx
   * @throws an error of `@backstage/errors` that says what to do
   */
  async send(
    method: string,
    path: string,
    options: { body?: unknown; answers?: number[] } = {},
  ): Promise<HostAnswer> {
    for (;;) {
      const response = await this.#fetch(method, path, options.body);
      const text = await response.text().catch(() => '');
      const body = parse(text);
      const wait = waitOf(response, body);
      if (wait !== undefined) {
        await this.#wait(wait);
        continue;
      }
      const { status } = response;
      if (
        (status >= 200 && status < 300) ||
        options.answers?.includes(status)
      ) {
        return { status, body };
      }
      throw toHostError({
        host: this.#host,
        status,
        request: `${method} ${path.split('?')[0]}`,
        body,
        secrets: this.#secrets,
      });
    }
  }

  async #fetch(method: string, path: string, body: unknown) {
    try {
      return await fetch(`${this.#baseUrl}${path}`, {
        method,
        headers: {
          ...this.#headers,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        // Another address might be another server: credentials go to none.
        redirect: 'manual',
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
    } catch (error) {
      const why =
        error instanceof Error && error.name === 'TimeoutError'
          ? `did not answer within ${REQUEST_TIMEOUT_MS / 1000} seconds`
          : 'cannot be reached';
      throw new ServiceUnavailableError(
        `${this.#host} ${why}: try again later`,
      );
    }
  }

  async #wait(milliseconds: number) {
    if (milliseconds > this.#patience) {
      const until = new Date(Date.now() + milliseconds).toISOString();
      throw new ServiceUnavailableError(
        `${this.#host} has taken too many requests: try again after ${until}`,
      );
    }
    this.#patience -= milliseconds;
    await sleep(milliseconds);
  }
}

function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** How long the host asks to wait; undefined where it does not. */
function waitOf(response: Response, body: unknown): number | undefined {
  const { status, headers } = response;
  const after = headers.get('retry-after');
  const message = `${(body as { message?: unknown })?.message ?? ''}`;
  const limited =
    status === 429 ||
    (status === 403 &&
      (after !== null ||
        headers.get('x-ratelimit-remaining') === '0' ||
        /rate limit/i.test(message))) ||
    (status === 503 && after !== null);
  if (!limited) {
    return undefined;
  }
  if (after !== null) {
    const wait = /^\d+$/.test(after)
      ? Number(after) * 1000
      : Date.parse(after) - Date.now();
    return Number.isFinite(wait) ? Math.max(wait, 0) : UNSAID_WAIT_MS;
  }
  const reset =
    headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset');
  return reset !== null && /^\d+$/.test(reset)
    ? Math.max(Number(reset) * 1000 - Date.now(), 1000)
    : UNSAID_WAIT_MS;
}
