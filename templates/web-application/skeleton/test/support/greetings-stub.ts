import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { components } from '../../src/outbound/greetings-api.generated.ts';

export type Behaviour = 'answers' | 'is-overloaded' | 'never-answers' | 'talks-nonsense';

const words: Record<string, string> = { en: 'Hello', fr: 'Bonjour' };

/** The API of contracts/greetings.yaml that behaves as it is told, on a free port. */
export class GreetingsStub implements AsyncDisposable {
  behaviour: Behaviour = 'answers';
  /** What the answer to the next call waits for. */
  held: Promise<void> = Promise.resolve();
  /** How often it was called, answered or not. */
  asked = 0;
  /** Headers of the calls it has dealt with. */
  readonly calls: IncomingHttpHeaders[] = [];
  readonly #server = createServer((request, response) => {
    if (request.method !== 'OPTIONS') this.asked++;
    void this.held.then(() => this.#behave(request, response));
  });

  static async start(): Promise<GreetingsStub> {
    const stub = new GreetingsStub();
    await new Promise<void>((resolve) => stub.#server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #behave(request: IncomingMessage, response: ServerResponse): void {
    // Browsers ask first whether another host may be called.
    response.setHeader('access-control-allow-origin', '*').setHeader('access-control-allow-headers', '*');
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    this.calls.push(request.headers);
    response.setHeader('content-type', 'application/json');
    if (this.behaviour === 'never-answers') return;
    if (this.behaviour === 'is-overloaded') response.writeHead(503).end('{}');
    else if (this.behaviour === 'talks-nonsense') response.end('<html>');
    else this.#greet(new URL(request.url ?? '', this.url), response);
  }

  #greet(url: URL, response: ServerResponse): void {
    const language = url.searchParams.get('language') ?? 'en';
    const name = decodeURIComponent(url.pathname.replace('/v1/greetings/', ''));
    const word = words[language];
    if (word === undefined) {
      const problem: components['schemas']['Problem'] = {
        type: 'unknown-language',
        title: 'Unknown',
        status: 404,
      };
      response.writeHead(404).end(JSON.stringify(problem));
      return;
    }
    const greeting: components['schemas']['Greeting'] = {
      text: `${word}, ${name}!`,
      language,
      degraded: false,
    };
    response.end(JSON.stringify(greeting));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
