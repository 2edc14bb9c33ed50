import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { EmbeddedDatabase } from './EmbeddedDatabase';
import { canReach, findServerUser } from './serverUser';

jest.setTimeout(60_000);

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'waymark-database-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function query(database: EmbeddedDatabase, sql: string) {
  const client = new Client(database.connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

// 0700 is root's own home: the server's user cannot enter it.
it.each([0o755, 0o700])(
  'keeps its data between starts, in a folder of mode %o',
  async mode => {
    await chmod(dir, mode);
    const options = {
      dataDir: path.join(dir, 'postgres', 'data'),
      logFile: path.join(dir, 'postgres.log'),
      throwaway: true,
    };
    const first = await EmbeddedDatabase.start(options);
    await query(first, "CREATE TABLE kept AS SELECT 'still here' AS text");
    expect(first.connection.host).toBe('127.0.0.1');
    await first.stop();

    const second = await EmbeddedDatabase.start(options);
    expect(await query(second, 'SELECT text FROM kept')).toEqual([
      { text: 'still here' },
    ]);
    const [{ version }] = await query(second, 'SELECT version()');
    expect(version).toMatch(/^PostgreSQL 18\./);
    await second.remove();
  },
);

it('runs as somebody else only for root, who can reach what is open to all', async () => {
  const user = findServerUser();
  expect(user === undefined).toBe(process.getuid?.() !== 0);

  const nobody = { uid: 65_534, gid: 65_534 };
  await chmod(dir, 0o755);
  expect(canReach(nobody, path.join(dir, 'not', 'there', 'yet'))).toBe(true);
  await chmod(dir, 0o700);
  expect(canReach(nobody, path.join(dir, 'data'))).toBe(false);
});
