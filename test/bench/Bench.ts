import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import {
  DatabaseConnection,
  EmbeddedDatabase,
} from '../../packages/launcher/src/database/EmbeddedDatabase';
import { Cpu, cpuBetween, cpuSoFar } from './Cpu';

/** What a benchmark found, as a table. */
export interface Table {
  title: string;
  columns: string[];
  rows: string[][];
}

/** What benchmarks need: a PostgreSQL that is theirs alone, and somebody to tell. */
export class Bench {
  readonly #database: EmbeddedDatabase;
  readonly #folder: string;
  #databases = 0;
  #current?: DatabaseConnection;

  static async start(options: {
    /** Whether others are measured too, which takes minutes. */
    withPeers: boolean;
    sizes?: number[];
  }): Promise<Bench> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'waymark-bench-'));
    const database = await EmbeddedDatabase.start({
      dataDir: path.join(folder, 'postgres', 'data'),
      logFile: path.join(folder, 'postgres.log'),
    });
    return new Bench(database, folder, options.withPeers, options.sizes);
  }

  private constructor(
    database: EmbeddedDatabase,
    folder: string,
    readonly withPeers: boolean,
    readonly sizes: number[] | undefined,
  ) {
    this.#database = database;
    this.#folder = folder;
  }

  /** Runs something on a fresh database of its own. */
  async withDatabase<T>(
    work: (connection: DatabaseConnection) => Promise<T>,
  ): Promise<T> {
    this.#databases += 1;
    const connection = {
      ...this.#database.connection,
      database: `bench_${this.#databases}`,
    };
    await this.#query(
      this.#database.connection,
      `CREATE DATABASE ${connection.database}`,
    );
    this.#current = connection;
    try {
      return await work(connection);
    } finally {
      this.#current = undefined;
      await this.#query(
        this.#database.connection,
        `DROP DATABASE ${connection.database} WITH (FORCE)`,
      );
    }
  }

  /** As autovacuum does in time. */
  async analyze(): Promise<void> {
    await this.#query(this.#current!, 'VACUUM ANALYZE');
  }

  /** What this process and PostgreSQL computed while something ran. */
  async cpuOf<T>(work: () => Promise<T>): Promise<T & { cpu: Cpu }> {
    const { pid } = this.#database.service;
    const before = await cpuSoFar(pid);
    const result = await work();
    return { ...result, cpu: cpuBetween(before, await cpuSoFar(pid)) };
  }

  readonly say = (line: string): void => {
    process.stderr.write(`• ${line}\n`);
  };

  table({ title, columns, rows }: Table): void {
    const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
    process.stdout.write(
      `\n### ${title}\n\n${[
        line(columns),
        line(columns.map(() => '---')),
        ...rows.map(line),
      ].join('\n')}\n`,
    );
  }

  async stop(): Promise<void> {
    await this.#database.remove();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #query(connection: DatabaseConnection, sql: string): Promise<void> {
    const client = new Client(connection);
    try {
      await client.connect();
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}
