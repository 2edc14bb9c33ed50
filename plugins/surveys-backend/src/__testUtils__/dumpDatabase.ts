import { spawnSync } from 'node:child_process';
import type { Knex } from 'knex';

/** Rows of each table as they stand in a dump: cells of text, in the dump's order. */
export type Dump = Map<string, string[][]>;

/**
 * All data of a database as `pg_dump` writes it. `pg_dump` refuses servers that
 * are newer than itself, and is not everywhere; then its rows are read in the way
 * it reads them itself, by `COPY … TO STDOUT`, which is the same text.
 */
export async function dumpDatabase(
  knex: Knex,
): Promise<{ by: 'pg_dump' | 'COPY'; dump: Dump }> {
  const written = await byPgDump(knex);
  return written === undefined
    ? { by: 'COPY', dump: tablesIn(await byCopy(knex)) }
    : { by: 'pg_dump', dump: tablesIn(written) };
}

async function byPgDump(knex: Knex): Promise<string | undefined> {
  const { rows } = await knex.raw('SHOW server_version_num');
  const server = Math.floor(Number(rows[0].server_version_num) / 10_000);
  const asked = spawnSync('pg_dump', ['--version'], { encoding: 'utf8' });
  const own = Number(/(\d+)\.\d+/.exec(asked.stdout ?? '')?.[1] ?? 0);
  if (own < server) return undefined;
  const { host, port, user, password, database } =
    knex.client.connectionSettings;
  const { status, stdout, stderr } = spawnSync(
    'pg_dump',
    ['--data-only', '--no-password', '--dbname', database],
    {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      env: {
        ...process.env,
        ...{ PGHOST: host, PGPORT: String(port), PGUSER: user },
        PGPASSWORD: password,
      },
    },
  );
  if (status !== 0) throw new Error(`pg_dump failed: ${stderr}`);
  return stdout;
}

async function byCopy(knex: Knex): Promise<string> {
  const tables: string[] = await knex('information_schema.tables')
    .where({ table_schema: 'public', table_type: 'BASE TABLE' })
    .orderBy('table_name')
    .pluck('table_name');
  // Of the driver underneath: knex has no stream for what COPY sends.
  const client = await knex.client.acquireConnection();
  const parts: string[] = [];
  const collect = ({ chunk }: { chunk: Buffer }) => {
    parts.push(chunk.toString('utf8'));
  };
  client.connection.on('copyData', collect);
  try {
    for (const table of tables) {
      parts.push(`COPY public.${table} () FROM stdin;\n`);
      await client.query(`COPY public."${table}" TO STDOUT`);
      parts.push('\\.\n');
    }
  } finally {
    client.connection.off('copyData', collect);
    await knex.client.releaseConnection(client);
  }
  return parts.join('');
}

function tablesIn(text: string): Dump {
  const blocks = text.matchAll(
    /^COPY public\.(\w+) \(.*\) FROM stdin;\n((?:.*\n)*?)\\\.$/gm,
  );
  return new Map(
    [...blocks].map(([, table, rows]) => [
      table,
      rows
        .split('\n')
        .slice(0, -1)
        .map(row => row.split('\t')),
    ]),
  );
}
