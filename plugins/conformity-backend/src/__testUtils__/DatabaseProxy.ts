import net, { AddressInfo } from 'net';

/** Stands before PostgreSQL, and can act as if it were being restarted. */
export class DatabaseProxy {
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();
  #refusing = false;

  static async start(target: {
    host: string;
    port: number | string;
  }): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(target);
    await new Promise<void>(resolve =>
      proxy.#server.listen(0, '127.0.0.1', resolve),
    );
    return proxy;
  }

  private constructor(target: { host: string; port: number | string }) {
    this.#server = net.createServer(client => {
      if (this.#refusing) {
        client.on('error', () => {});
        client.resetAndDestroy();
        return;
      }
      const server = net.connect(Number(target.port), target.host);
      for (const [from, to] of [
        [client, server],
        [server, client],
      ]) {
        this.#sockets.add(from);
        from.on('error', () => {});
        from.on('close', () => to.destroy());
        from.pipe(to);
      }
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  refuseFor(milliseconds: number): void {
    this.#refusing = true;
    this.#cut();
    setTimeout(() => {
      this.#refusing = false;
    }, milliseconds);
  }

  async stop(): Promise<void> {
    this.#cut();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #cut(): void {
    this.#sockets.forEach(socket => socket.resetAndDestroy());
    this.#sockets.clear();
  }
}
