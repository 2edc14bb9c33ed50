import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IPolicy,
} from 'cockatiel';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Dependency } from '../outbound/resilience-matrix.ts';

// biome-ignore lint/suspicious/noExplicitAny: rows are what the statement says
type Rows = { rows: any[] };

/** One connection between BEGIN and COMMIT. */
export interface Transaction {
  query(text: string, values?: unknown[]): Promise<Rows>;
}

export interface DatabaseOptions {
  dependency: Dependency;
  url: string;
  connections: number;
  logger: Logger;
}

/** The one way to PostgreSQL, with the limits that its row in resilience.yaml sets. */
export class Database {
  readonly #pool: pg.Pool;
  readonly #breaker: IPolicy;

  static create({ dependency, url, connections, logger }: DatabaseOptions): Database {
    const pool = new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: dependency.timeoutMs,
      statement_timeout: dependency.timeoutMs, // the server gives up
      query_timeout: dependency.timeoutMs + 500, // and so do we, where the server is not heard of
      idle_in_transaction_session_timeout: dependency.deadlineMs,
    });
    // A connection that breaks while nobody uses it is replaced.
    pool.on('error', (exception) =>
      logger.warn({ event: 'database.disconnected', exception }, 'A connection broke'),
    );
    // One that breaks in our hands fails the statement that it is at. Without a listener it would end the process.
    pool.on('connect', (client) => client.on('error', () => undefined));
    const breaker = circuitBreaker(handleWhen(isOutage), {
      halfOpenAfter: dependency.breaker.resetAfterMs,
      breaker: new ConsecutiveBreaker(dependency.breaker.failures),
    });
    breaker.onStateChange((state) => {
      const event = { event: 'outbound.breaker', dependency: dependency.name, state: CircuitState[state] };
      logger.warn(event, 'Breaker of the database changed');
    });
    return new Database(pool, breaker);
  }

  private constructor(pool: pg.Pool, breaker: IPolicy) {
    this.#pool = pool;
    this.#breaker = breaker;
  }

  async query(text: string, values?: unknown[]): Promise<Rows> {
    return this.#breaker.execute(() => this.#pool.query(text, values));
  }

  /** Commits what `work` did, unless it throws. What it throws by itself is not held against the database. */
  async transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const client = await this.#breaker.execute(() => this.#pool.connect());
    const query = (text: string, values?: unknown[]): Promise<Rows> =>
      this.#breaker.execute(() => client.query(text, values));
    let broken: Error | undefined;
    try {
      await query('BEGIN');
      const result = await work({ query });
      await query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((cause: Error) => {
        broken = cause;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/** What PostgreSQL refuses has a code; a few of those, and everything without one, say that it is not there. */
function isOutage(error: unknown): boolean {
  if (error instanceof BrokenCircuitError || !(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return !/^[0-9A-Z]{5}$/.test(code) || /^(08|53|57|58)/.test(code);
}
