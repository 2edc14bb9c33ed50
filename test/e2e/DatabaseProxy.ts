import http from 'node:http';
import net, { AddressInfo } from 'node:net';

/**
 * Stands between the portal and PostgreSQL, so that a test can take the
 * database away and give it back.
 *
 * The tests run in another process and ask over HTTP: `POST /?seconds=30`
 * resets all connections, and every new one, for so long.
 */
export class DatabaseProxy {
  readonly #proxy: net.Server;
  readonly #control: http.Server;
  readonly #sockets = new Set<net.Socket>();
  #goneUntil = 0;

  static async start(target: {
    host: string;
    port: number;
  }): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(target);
    for (const server of [proxy.#proxy, proxy.#control]) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
      });
    }
    return proxy;
  }

  private constructor(target: { host: string; port: number }) {
    this.#proxy = net.createServer(client => {
      if (Date.now() < this.#goneUntil) {
        client.on('error', () => {});
        client.resetAndDestroy();
        return;
      }
      const server = net.connect(target.port, target.host);
      this.#join(client, server);
      this.#join(server, client);
    });
    this.#control = http.createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      this.#takeAway(Number(searchParams.get('seconds')));
      response.writeHead(204).end();
    });
  }

  get port(): number {
    return (this.#proxy.address() as AddressInfo).port;
  }

  get controlUrl(): string {
    return `http://127.0.0.1:${(this.#control.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#cut();
    this.#control.closeAllConnections();
    for (const server of [this.#proxy, this.#control]) {
      await new Promise(resolve => server.close(resolve));
    }
  }

  #takeAway(seconds: number): void {
    this.#goneUntil = Date.now() + seconds * 1000;
    this.#cut();
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  #join(from: net.Socket, to: net.Socket): void {
    this.#sockets.add(from);
    from.setNoDelay();
    from.on('error', () => {});
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
    from.pipe(to);
  }
}
