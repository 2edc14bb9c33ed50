import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from './database.ts';

const folder = new URL('../../migrations/', import.meta.url);

/**
 * Runs the files of migrations/ that have not been run, in the order of their names. Several copies may start at the same
 * time: one runs them, the others wait for it. A migration must fit the release before it too: both run during a rollout.
 */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query(`SELECT pg_advisory_xact_lock(hashtext('migrations'))`);
    await transaction.query('CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY)');
    const { rows } = await transaction.query('SELECT name FROM migration');
    const done = new Set(rows.map(({ name }) => name));
    const files = readdirSync(folder).filter((name) => name.endsWith('.sql') && !done.has(name));
    for (const name of files.sort()) {
      await transaction.query(readFileSync(new URL(name, folder), 'utf8'));
      await transaction.query('INSERT INTO migration (name) VALUES ($1)', [name]);
    }
  });
}
