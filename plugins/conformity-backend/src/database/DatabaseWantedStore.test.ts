import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DatabaseEvaluationStore } from './DatabaseEvaluationStore';
import { DatabaseWantedStore } from './DatabaseWantedStore';
import { migrationsDirectory } from './migrate';
import { NoticedComponent } from './WantedStore';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('DatabaseWantedStore', () => {
  let knex: Knex;
  let store: DatabaseWantedStore;
  let evaluations: DatabaseEvaluationStore;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    await knex.migrate.latest({ directory: migrationsDirectory });
    store = DatabaseWantedStore.create({ knex });
    evaluations = DatabaseEvaluationStore.create({ knex });
  });

  beforeEach(async () => {
    await knex('component_state').delete();
  });

  const component = (
    name: string,
    more: Partial<NoticedComponent> = {},
  ): NoticedComponent => ({
    entityRef: `component:default/${name}`,
    entityEtag: 'etag-1',
    sourceUrl: `https://host.example/Shop/${name}/src/branch/main/`,
    ...more,
  });

  const evaluate = async (...names: string[]) => {
    for (const claim of await evaluations.claim(
      names.map(name => `component:default/${name}`),
    )) {
      await evaluations.write([
        {
          claim,
          commit: 'c1',
          entityDigest: 'etag-1',
          standardsDigest: 'standards-1',
          inputsDigest: 'inputs-1',
          outcomes: '[]',
          checks: {
            passed: [],
            failed: [],
            'not-applicable': [],
            waived: [],
            error: [],
          },
          changes: [],
          standards: [],
        },
      ]);
    }
  };

  it('takes in what is new and what changed, and forgets what is gone', async () => {
    const both = [component('orders', { title: 'Orders' }), component('stock')];
    expect((await store.notice(knex, both)).sort()).toEqual([
      'component:default/orders',
      'component:default/stock',
    ]);
    expect(await store.notice(knex, both)).toEqual([]);

    await evaluate('orders', 'stock');
    expect(await store.due(knex)).toEqual([]);
    const changed = component('orders', {
      entityEtag: 'etag-2',
      owner: 'group:default/shop',
    });
    expect(await store.notice(knex, [changed, both[1]])).toEqual([
      'component:default/orders',
    ]);
    expect(await store.due(knex)).toEqual(['component:default/orders']);
    expect(
      await knex('component_state').select('entity_ref', 'title', 'owner'),
    ).toContainEqual({
      entity_ref: 'component:default/orders',
      title: null,
      owner: 'group:default/shop',
    });

    const before = await store.clock();
    await store.notice(knex, [component('newcomer')]);
    // The newcomer is not on the list, and came after the list was begun.
    expect(
      await store.forgetAbsent(['component:default/stock'], before),
    ).toEqual(['component:default/orders']);
    const present = () =>
      knex('component_state')
        .whereNull('gone_at')
        .orderBy('entity_ref')
        .pluck('entity_ref');
    expect(await present()).toEqual([
      'component:default/newcomer',
      'component:default/stock',
    ]);

    // Gone is not wanted; and comes back with what was known.
    expect(await store.want(knex, ['component:default/orders'])).toEqual([]);
    expect(await store.removeGone(60)).toEqual([]);
    expect(await store.notice(knex, [changed])).toEqual([changed.entityRef]);
    expect(await present()).toContain('component:default/orders');
    await store.forgetAbsent([], await store.clock());
    await knex('component_state').update({
      gone_at: knex.raw(`gone_at - interval '2 minutes'`),
    });
    expect(await store.removeGone(60)).toHaveLength(3);
  });

  it('finds the components of a repository, and only those', async () => {
    await store.notice(knex, [
      component('orders'),
      component('orders-ui', {
        sourceUrl: 'https://host.example/shop/orders/src/branch/main/ui/',
      }),
      component('orders-archive'),
      component('root', { sourceUrl: 'https://host.example/shop/orders' }),
      component('cloud', {
        sourceUrl: 'https://host.example/shop/orders?path=/x',
      }),
      component('under', {
        sourceUrl: 'https://host.example/shop/or_ers/src/branch/main/',
      }),
    ]);
    const names = async (url: string) =>
      (await store.wantRepository(knex, url))
        .map(ref => ref.split('/')[1])
        .sort();
    expect(await names('https://host.example/shop/Orders/')).toEqual([
      'cloud',
      'orders',
      'orders-ui',
      'root',
    ]);
    expect(await names('https://host.example/shop/or_ers')).toEqual(['under']);
    expect(await names('https://host.example/shop/%')).toEqual([]);
    expect(await names('https://host.example/shop/none')).toEqual([]);
  });

  it('wants again what has other standards, and what nobody looked at for an hour', async () => {
    await store.notice(knex, [component('orders'), component('stock')]);
    await evaluate('orders');

    expect(await store.wantOtherStandards(knex, 'standards-1')).toEqual([]);
    // A component that was never evaluated is wanted anyway.
    expect(await store.wantOtherStandards(knex, 'standards-2')).toEqual([
      'component:default/orders',
    ]);
    expect(await store.wantOtherStandards(knex, 'standards-2')).toEqual([]);

    await evaluate('orders');
    const orders = 'component:default/orders';
    expect(await store.due(knex)).not.toContain(orders);
    await knex('component_state')
      .where({ entity_ref: orders })
      .update({
        wanted_at: knex.raw(`now() - interval '2 hours'`),
        evaluated_at: knex.raw(`now() - interval '2 hours'`),
      });
    expect(await store.due(knex)).toContain(orders);
    const [look] = await evaluations.look([orders], 'standards-1');
    await evaluations.confirmLook([look]);
    expect(await store.due(knex)).not.toContain(orders);
  });

  it('loses no reason that comes while an attempt runs, whatever the clock', async () => {
    await store.notice(knex, [component('orders')]);
    // As if the clock of the database had been an hour ahead.
    await knex('component_state').update({
      wanted_at: knex.raw(`now() + interval '1 hour'`),
    });
    const [claim] = await evaluations.claim(['component:default/orders']);
    await store.want(knex, ['component:default/orders']);
    await evaluations.confirm([{ claim }]);
    expect(await store.due(knex)).toEqual(['component:default/orders']);

    const [second] = await evaluations.claim(['component:default/orders']);
    await evaluations.confirm([{ claim: second }]);
    expect(await store.due(knex)).toEqual([]);
    expect(await evaluations.claim(['component:default/orders'])).toEqual([]);
  });

  it('leaves alone what was put off, until its time or a new reason', async () => {
    await store.notice(knex, [component('orders')]);
    const [claim] = await evaluations.claim(['component:default/orders']);
    const reason = 'The host answered 503.';
    expect(await evaluations.postpone([{ claim, reason }])).toHaveLength(1);
    expect(await store.due(knex)).toEqual([]);
    await knex('component_state').update({ retry_at: knex.raw('now()') });
    expect(await store.due(knex)).toHaveLength(1);

    const [again] = await evaluations.claim(['component:default/orders']);
    // Who names a time is not asked before it.
    const retryAt = new Date(Date.now() + 7_200_000);
    await evaluations.postpone([{ claim: again, reason, retryAt }]);
    expect(await store.due(knex)).toEqual([]);
    expect(await knex('component_state').first('retry_at')).toEqual({
      retry_at: retryAt,
    });
    await store.want(knex, ['component:default/orders']);
    expect(await store.due(knex)).toHaveLength(1);
  });
});
