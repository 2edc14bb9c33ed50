import pg from 'pg';

/**
 * One process at a time, wherever they are started: a lock of PostgreSQL that belongs to a connection of its own, and so
 * goes with the process that holds it. Where that connection breaks and another process comes, the checkpoint notices.
 */
export class SingleInstance {
  readonly #url: string;
  readonly #timeoutMs: number;

  constructor(url: string, timeoutMs: number) {
    this.#url = url;
    this.#timeoutMs = timeoutMs;
  }

  /** @returns undefined where another process is in there */
  async enter(name: string): Promise<{ leave(): Promise<void> } | undefined> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: this.#timeoutMs,
      query_timeout: this.#timeoutMs,
      keepAlive: true,
    });
    client.on('error', () => undefined);
    await client.connect();
    const leave = () => client.end().catch(() => undefined);
    try {
      const { rows } = await client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS alone', [
        name,
      ]);
      if (rows[0]?.alone) return { leave };
    } catch (error) {
      await leave();
      throw error;
    }
    await leave();
    return undefined;
  }
}
