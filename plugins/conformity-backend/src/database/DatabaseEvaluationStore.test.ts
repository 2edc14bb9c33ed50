import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { noticed } from '../__testUtils__/TestWorker';
import { DatabaseEvaluationStore } from './DatabaseEvaluationStore';
import { DatabaseWantedStore } from './DatabaseWantedStore';
import { migrationsDirectory } from './migrate';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('DatabaseEvaluationStore', () => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    await knex.migrate.latest({ directory: migrationsDirectory });
  });

  it('confirms a look at none that another attempt takes on meanwhile', async () => {
    const names = ['catalog', 'orders', 'stock'];
    await DatabaseWantedStore.create({ knex }).notice(knex, names.map(noticed));
    await knex('component_state').update({
      commit: 'abc',
      attempt: 1,
      evaluated_at: knex.raw(`wanted_at - interval '1 minute'`),
      entity_digest: knex.ref('entity_etag'),
      standards_digest: 'standards',
      inputs_digest: 'inputs',
    });
    const store = DatabaseEvaluationStore.create({ knex });
    const refs = names.map(name => noticed(name).entityRef);
    const [catalog, orders, stock] = refs;
    const looks = await store.look(refs, 'standards');
    expect(looks).toHaveLength(3);

    // One is taken on by somebody whose claim is written while we wait for it,
    // and one is merely wanted again.
    const other = await knex.transaction();
    await other('component_state')
      .where({ entity_ref: orders })
      .update({
        attempt: 2,
        leased_until: knex.raw(`now() + interval '1 minute'`),
      });
    await other('component_state')
      .where({ entity_ref: stock })
      .update({
        wanted_at: knex.raw(`clock_timestamp() + interval '1 second'`),
      });
    const confirming = store.confirmLook(looks);
    await waiting();
    await other.commit();
    const written = await confirming;

    expect(written.find(({ entityRef }) => entityRef === catalog)).toEqual({
      entityRef: catalog,
      again: false,
    });
    expect(written.map(({ entityRef }) => entityRef)).not.toContain(orders);
    const open = await knex('component_state')
      .whereRaw('evaluated_at < wanted_at')
      .orderBy('entity_ref')
      .pluck('entity_ref');
    expect(open).toEqual([orders, stock]);

    // A second confirmation of the same, as after a lost answer, is no harm.
    expect(await store.confirmLook(looks)).toHaveLength(2);
  });

  async function waiting(): Promise<void> {
    for (;;) {
      const { rows } = await knex.raw(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }
});
