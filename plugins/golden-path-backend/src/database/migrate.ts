import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** The folder with the migrations of this package. */
export const migrationsDirectory = resolvePackagePath(
  '@waymark-idp/plugin-golden-path-backend',
  'migrations',
);

/** Brings the tables up to date, unless the installation does that elsewhere. */
export async function migrate(
  database: DatabaseService,
  client: Knex,
): Promise<void> {
  if (!database.migrations?.skip) {
    await client.migrate.latest({ directory: migrationsDirectory });
  }
}
