import { TestDatabases } from '@backstage/backend-test-utils';
import { promises as fs } from 'fs';
import { migrationsDirectory } from './migrate';
import { packOutcomes, unpackOutcomes } from './packedOutcomes';
import { StoredOutcome } from './rows';

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
    expect(all).toEqual(
      expect.arrayContaining(['component_state', 'outcome_change']),
    );
    await knex('component_state').insert({
      entity_ref: 'component:default/orders',
      entity_etag: '1',
      source_url: 'https://host.example/shop/orders',
      wanted_at: new Date(),
    });
    await knex('outcome_change').insert({
      entity_ref: 'component:default/orders',
      check_id: 'has-readme',
      from_state: 'failed',
      to_state: 'passed',
      message: 'There is a README.',
      at: new Date(),
    });

    // Who goes back a version finds outcomes as that version wrote them.
    const outcomes: StoredOutcome[] = [
      {
        check: 'has-readme',
        state: 'passed',
        message: 'There is a README.',
        evidence: [{ file: 'README.md', line: 1, message: 'Here.' }],
        since: '2026-01-01T00:00:00.000Z',
      },
      {
        check: 'has-owner',
        state: 'failed',
        message: 'Nobody owns it.',
        evidence: [],
        since: '2026-01-01T00:00:00.000Z',
        upcoming: true,
      },
    ];
    await knex('component_state').update({ outcomes: packOutcomes(outcomes) });
    const read = async () =>
      unpackOutcomes(await knex('component_state').first('outcomes')).outcomes;
    expect(await read()).toEqual(outcomes);
    await knex.migrate.down(config);
    expect(
      (await knex('component_state').first('outcomes')).outcomes[1],
    ).toMatchObject({ check: 'has-owner', upcoming: true });
    expect(await read()).toEqual(outcomes);
    await knex.migrate.latest(config);

    // The history belongs to the component, and goes with it.
    await knex('component_state').delete();
    expect(await knex('outcome_change')).toEqual([]);

    const steps = (await fs.readdir(migrationsDirectory)).length;
    for (let step = 0; step < steps; step++) {
      await knex.migrate.down(config);
    }
    expect(await tables()).toEqual([]);
    await knex.migrate.latest(config);
    expect(await tables()).toEqual(all);
  });
});
