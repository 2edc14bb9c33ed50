import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A portal that answers what is given for a path, and 404 otherwise. */
export class FakePortal {
  readonly requests: IncomingMessage[] = [];
  readonly #server: Server;

  static async start(answers: Record<string, unknown>): Promise<FakePortal> {
    const portal = new FakePortal(answers);
    await new Promise<void>(resolve =>
      portal.#server.listen(0, '127.0.0.1', resolve),
    );
    return portal;
  }

  private constructor(answers: Record<string, unknown>) {
    this.#server = createServer((req, res) => {
      this.requests.push(req);
      const answer = answers[req.url!];
      res.statusCode = answer ? 200 : 404;
      res.setHeader('Content-Type', 'application/json');
      res.end(
        JSON.stringify(
          answer ?? { error: { name: 'NotFoundError', message: 'no' } },
        ),
      );
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    await new Promise(resolve => this.#server.close(resolve));
  }
}
