import { TestDatabases } from '@backstage/backend-test-utils';
import { promises as fs } from 'fs';
import { migrationsDirectory } from './migrate';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('migrations', () => {
  it('goes up, down and up again, and leaves nothing in between', async () => {
    const knex = await databases.init('POSTGRES_18');
    const config = { directory: migrationsDirectory };
    const tables = async () =>
      (
        await knex.raw(
          `SELECT table_name FROM information_schema.tables
           WHERE table_schema = 'public' AND table_name NOT LIKE 'knex_%' ORDER BY 1`,
        )
      ).rows.map((row: { table_name: string }) => row.table_name);

    await knex.migrate.latest(config);
    const all = await tables();
    expect(all).toEqual([
      ...['component_origin', 'rollout', 'rollout_component'],
      ...['template_use', 'template_version', 'upgrade'],
    ]);

    const steps = (await fs.readdir(migrationsDirectory)).length;
    for (let step = 0; step < steps; step++) {
      await knex.migrate.down(config);
    }
    expect(await tables()).toEqual([]);
    await knex.migrate.latest(config);
    expect(await tables()).toEqual(all);
  });
});
