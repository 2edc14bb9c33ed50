import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EmbeddedDatabase } from '../database/EmbeddedDatabase';

const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/**
 * One PostgreSQL for all test suites, thrown away afterwards. `TestDatabases`
 * finds it by the variable, and makes a database of its own for each suite.
 * Where the variable is set already, that server is used.
 */
// eslint-disable-next-line import/no-default-export -- the form that jest asks for
export default async function globalSetup(): Promise<void> {
  if (process.env[VARIABLE]) return;
  const dir = await mkdtemp(path.join(os.tmpdir(), 'waymark-test-'));
  const database = await EmbeddedDatabase.start({
    dataDir: path.join(dir, 'postgres', 'data'),
    logFile: path.join(dir, 'postgres.log'),
    throwaway: true,
  });
  const { user, password, host, port } = database.connection;
  process.env[
    VARIABLE
  ] = `postgresql://${user}:${password}@${host}:${port}/postgres`;
  (globalThis as { waymarkTestDatabase?: unknown }).waymarkTestDatabase = {
    database,
    dir,
  };
}
