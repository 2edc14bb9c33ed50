import { TestDatabases } from '@backstage/backend-test-utils';
import path from 'node:path';
import { applyMigrations } from './applyMigrations';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

it('migrates up and down beside the tables of the scaffolder', async () => {
  const knex = await databases.init('POSTGRES_18');
  const tables = async () =>
    (
      await knex('information_schema.tables')
        .where({ table_schema: 'public' })
        .orderBy('table_name')
        .pluck('table_name')
    ).filter(name => !name.startsWith('golden_path_knex'));
  await knex.schema.createTable('knex_migrations', table => table.text('x'));
  await knex.schema.createTable('tasks', table => table.text('id'));

  await applyMigrations({ getClient: async () => knex });
  await expect(tables()).resolves.toEqual([
    'knex_migrations',
    'recorded_creation',
    'repository_claim',
    'tasks',
  ]);
  await knex.migrate.rollback(
    {
      directory: path.resolve(__dirname, '../../migrations'),
      tableName: 'golden_path_knex_migrations',
    },
    true,
  );
  await expect(tables()).resolves.toEqual(['knex_migrations', 'tasks']);
});
