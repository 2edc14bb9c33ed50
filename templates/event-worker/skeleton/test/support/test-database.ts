import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A database of its own on the server that DATABASE_URL names. */
export class TestDatabase implements AsyncDisposable {
  readonly url: string;
  readonly #name: string;

  static async create(): Promise<TestDatabase> {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await query(serverUrl(), `CREATE DATABASE ${name}`);
    return new TestDatabase(name);
  }

  private constructor(name: string) {
    this.#name = name;
    const url = new URL(serverUrl());
    url.pathname = name;
    this.url = url.href;
  }

  // biome-ignore lint/suspicious/noExplicitAny: rows are what the statement says
  async rows(text: string, values?: unknown[]): Promise<any[]> {
    return query(this.url, text, values);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await query(serverUrl(), `DROP DATABASE ${this.#name} WITH (FORCE)`);
  }
}

function serverUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('Run the tests with "npm test": it brings a database. Or set DATABASE_URL.');
  return url;
}

async function query(url: string, text: string, values?: unknown[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
