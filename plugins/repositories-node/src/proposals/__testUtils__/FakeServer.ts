import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';

export interface FakeRequest {
  method: string;
  /** Decoded parts that the route's pattern captured. */
  params: string[];
  query: URLSearchParams;
  body: any;
  headers: IncomingMessage['headers'];
}

export interface FakeAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export type FakeHandler = (
  request: FakeRequest,
) => Promise<FakeAnswer> | FakeAnswer;

/** Checks one field of a body. */
export type Check = (value: any) => boolean;

export const isText: Check = value => typeof value === 'string';
export const isFlag: Check = value => typeof value === 'boolean';
export const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value);
export const listOf =
  (check: Check): Check =>
  value =>
    Array.isArray(value) && value.every(check);
export const oneOf =
  (...values: unknown[]): Check =>
  value =>
    values.includes(value);
/** An object with these fields and no other. */
export const shape =
  (fields: Record<string, Check>): Check =>
  value =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every(key => key in fields) &&
    Object.entries(fields).every(([key, check]) => check(value[key]));

interface Route {
  method: string;
  pattern: RegExp;
  handler: FakeHandler;
  query: string[];
  body: Check | undefined;
}

/**
 * A server that takes exactly the requests it was told about: another path, an
 * unknown parameter or field, or a missing one, is a problem that fails the test.
 */
export class FakeServer {
  readonly problems: string[] = [];
  readonly requests: string[] = [];
  readonly #routes: Route[] = [];
  /** Answers given instead of the real ones, each once, where one says so. */
  readonly interruptions: ((
    request: string,
  ) => Promise<FakeAnswer | undefined> | FakeAnswer | undefined)[] = [];
  #server: Server | undefined;

  private constructor(
    private readonly assertHeaders: (
      headers: IncomingMessage['headers'],
    ) => FakeAnswer | undefined,
  ) {}

  static create(
    assertHeaders: (
      headers: IncomingMessage['headers'],
    ) => FakeAnswer | undefined,
  ): FakeServer {
    return new FakeServer(assertHeaders);
  }

  on(
    method: string,
    pattern: RegExp,
    accepts: { query?: string[]; body?: Check },
    handler: FakeHandler,
  ): void {
    const { query = [], body } = accepts;
    this.#routes.push({ method, pattern, handler, query, body });
  }

  async listen(): Promise<string> {
    this.#server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) {
        text += chunk;
      }
      const answer = await this.#answer(request, text).catch(error => {
        this.problems.push(`${request.method} ${request.url}: ${error.stack}`);
        return { status: 500, body: { message: 'fake failed' } } as FakeAnswer;
      });
      response.writeHead(answer.status, {
        'Content-Type': 'application/json',
        ...answer.headers,
      });
      response.end(
        answer.body === undefined ? undefined : JSON.stringify(answer.body),
      );
    });
    await new Promise<void>(resolve =>
      this.#server!.listen(0, '127.0.0.1', resolve),
    );
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise(resolve => this.#server?.close(resolve));
  }

  async #answer(request: IncomingMessage, text: string): Promise<FakeAnswer> {
    const { method = '', url = '', headers } = request;
    this.requests.push(`${method} ${url}`);
    for (const [index, interrupt] of this.interruptions.entries()) {
      const answer = await interrupt(`${method} ${url}`);
      if (answer) {
        this.interruptions.splice(index, 1);
        return answer;
      }
    }
    const refused = this.assertHeaders(headers);
    if (refused) {
      return refused;
    }
    const [path, search] = url.split('?');
    for (const route of this.#routes) {
      const match = route.pattern.exec(path);
      if (route.method === method && match) {
        const query = new URLSearchParams(search);
        const body = text ? JSON.parse(text) : undefined;
        this.#check(`${method} ${url}`, route, query, body);
        const params = match.slice(1).map(decodeURIComponent);
        return route.handler({ method, params, query, body, headers });
      }
    }
    this.problems.push(`unexpected ${method} ${url}`);
    return { status: 404, body: { message: 'Not Found' } };
  }

  #check(what: string, route: Route, query: URLSearchParams, body: unknown) {
    const unknown = [...query.keys()].filter(key => !route.query.includes(key));
    if (unknown.length > 0) {
      this.problems.push(`${what} has the parameters ${unknown}`);
    }
    const fits = route.body ? route.body(body) : body === undefined;
    if (!fits) {
      this.problems.push(`${what} has the body ${JSON.stringify(body)}`);
    }
  }
}
