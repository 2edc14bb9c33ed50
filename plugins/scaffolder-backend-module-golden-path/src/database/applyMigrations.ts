import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/**
 * Brings our two tables up to date, in the scaffolder's own database.
 *
 * Our migrations are kept apart from the scaffolder's by a table of their own.
 */
export async function applyMigrations(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@waymark-idp/plugin-scaffolder-backend-module-golden-path',
        'migrations',
      ),
      tableName: 'golden_path_knex_migrations',
    });
  }
  return knex;
}
