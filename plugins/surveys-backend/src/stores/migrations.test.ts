import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';

describe('migrations', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  it('go up and all the way down again', async () => {
    const knex = await databases.init('POSTGRES_18');
    const directory = resolvePackagePath(
      '@waymark-idp/plugin-surveys-backend',
      'migrations',
    );
    const tables = async () =>
      (
        await knex('information_schema.tables')
          .where({ table_schema: 'public' })
          .whereNot('table_name', 'like', 'knex_%')
          .pluck('table_name')
      ).sort();

    await knex.migrate.up({ directory });
    expect(await tables()).toEqual([
      'drafts',
      'invitations',
      'participations',
      'responses',
      'results',
      'waves',
    ]);
    const [{ id }] = await knex('waves')
      .insert({
        survey_id: 's',
        title: 't',
        description: 'd',
        questions: '[]',
        audience: '{"everyone":true}',
        terms: '{}',
        status: 'draft',
        closes_at: new Date(),
        created_by: 'user:default/a',
      })
      .returning('id');
    const person = { wave_id: id, user_ref: 'user:default/a' };
    await knex('participations').insert(person);
    await expect(knex('participations').insert(person)).rejects.toThrow(
      /duplicate key/,
    );
    await expect(
      knex('waves').where({ id }).update({ status: 'half-open' }),
    ).rejects.toThrow(/check constraint/);

    await knex.migrate.down({ directory });
    expect(await tables()).toEqual([]);
    await knex.migrate.up({ directory });
    expect(await tables()).toHaveLength(6);

    // Every later one leaves what was there before as it was.
    const columns = () =>
      knex('information_schema.columns')
        .where({ table_schema: 'public' })
        .whereNot('table_name', 'like', 'knex_%')
        .orderBy(['table_name', 'ordinal_position'])
        .select('table_name', 'column_name', 'data_type', 'is_nullable');
    const before = await columns();
    const [, later] = await knex.migrate.latest({ directory });
    expect(await tables()).toEqual(
      expect.arrayContaining(['promises', 'prompts', 'schedules']),
    );
    for (const _ of later) await knex.migrate.down({ directory });
    expect(await columns()).toEqual(before);
    await knex.migrate.latest({ directory });
  });
});
