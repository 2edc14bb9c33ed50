import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Behaviour = 'answers' | 'is-overloaded' | 'never-answers' | 'talks-nonsense';

const phrases: Record<string, string> = { en: 'Hello', fr: 'Bonjour' };

/** A phrases service that behaves as it is told, on a free port. */
export class PhrasesStub implements AsyncDisposable {
  behaviour: Behaviour = 'answers';
  /** What it knows. */
  phrase: (language: string) => string | undefined = (language) => phrases[language];
  /** How long it takes for an answer. */
  delayMs = 0;
  /** What its answers wait for. */
  held: Promise<void> = Promise.resolve();
  /** Headers of the calls it has had. */
  readonly calls: IncomingHttpHeaders[] = [];
  readonly #server = createServer((request, response) => {
    this.calls.push(request.headers);
    void this.held.then(() => setTimeout(() => this.#behave(request.url ?? '', response), this.delayMs));
  });

  static async start(): Promise<PhrasesStub> {
    const stub = new PhrasesStub();
    await new Promise<void>((resolve) => stub.#server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #behave(url: string, response: ServerResponse): void {
    response.setHeader('content-type', 'application/json');
    if (this.behaviour === 'never-answers') return;
    if (this.behaviour === 'is-overloaded') response.writeHead(503).end('{}');
    else if (this.behaviour === 'talks-nonsense') response.end('<html>');
    else {
      const text = this.phrase(url.replace('/v1/phrases/', ''));
      response.writeHead(text === undefined ? 404 : 200).end(JSON.stringify({ text }));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
