import { TestDatabases } from '@backstage/backend-test-utils';
import { filesStandard } from '../__testUtils__/standards';
import { eventually, TestPortal } from '../__testUtils__/TestPortal';

// A day of trying, and a dozen evaluations.
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ORDERS = 'component:default/orders';

describe('what a host says, and when', () => {
  let portal: TestPortal;
  let readTree: jest.SpyInstance;

  beforeEach(async () => {
    portal = await TestPortal.create(await databases.init('POSTGRES_18'));
    readTree = jest.spyOn(portal.host, 'readTree');
    await portal.writeStandard(
      'basics.yaml',
      filesStandard({ 'has-readme': 'README.md' }),
    );
    await portal.start();
  });

  afterEach(async () => {
    await portal.stop();
    await portal.knex.destroy();
  });

  const told = async (name: string) =>
    await portal.events.publish({
      topic: 'repository.push',
      eventPayload: { url: `https://host.example/shop/${name}` },
    });
  /** Makes it as if so much time had passed. */
  const pass = async (seconds: number) =>
    await portal.knex.raw(
      `UPDATE component_state SET ${[
        ...['wanted_at', 'claimed_at', 'evaluated_at'],
        ...['retry_at', 'stale_since'],
      ]
        .map(
          column => `${column} = ${column} - make_interval(secs => :seconds)`,
        )
        .join(', ')}`,
      { seconds },
    );

  it('may be lost, late, twice or the wrong way round: the end is the same', async () => {
    portal.host.push('orders', { 'README.md': 'one' });
    portal.register('orders');
    await portal.run('catalog-comparison');
    await portal.settled();

    // Ten times the same, and an old one after it.
    const two = portal.host.push('orders', { LICENSE: 'two' });
    const before = portal.host.treesRead;
    await Promise.all(Array.from({ length: 10 }, () => told('orders')));
    await portal.settled();
    await told('orders');
    await portal.settled();
    expect(await portal.row(ORDERS)).toMatchObject({ commit: two, failed: 1 });
    expect(portal.host.treesRead - before).toBeLessThanOrEqual(2);
    expect(await portal.knex('outcome_change')).toHaveLength(1);

    // Never told: noticed within the hour in which every repository is looked at.
    const three = portal.host.push('orders', { 'README.md': 'three' });
    await portal.run('sweep');
    await portal.settled();
    expect((await portal.row(ORDERS)).commit).toBe(two);
    await pass(3601);
    await portal.run('sweep');
    await eventually(async () =>
      expect(await portal.row(ORDERS)).toMatchObject({
        commit: three,
        passed: 1,
      }),
    );
    // Of what nobody has, nothing comes of it.
    await told('nobody');
    await told('');
    expect(await portal.knex('outcome_change')).toHaveLength(2);
  });

  it('may be nothing for a day: no score drops, and it is not asked to death', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `service-${i}`);
    for (const name of names) {
      portal.host.push(name, { 'README.md': name });
      portal.register(name);
    }
    await portal.run('catalog-comparison');
    await portal.settled();
    portal.host.down = new Error('the host answered 503 Service Unavailable');
    portal.host.push('service-7', { LICENSE: 'and no README' });
    readTree.mockClear();
    await Promise.all(names.map(told));
    await portal.settled();

    const tried = () =>
      eventually(async () => {
        const due = await portal
          .knex('component_state')
          .whereRaw('retry_at <= clock_timestamp()');
        expect(due).toEqual([]);
      });
    let hours = 0;
    while (hours < 24) {
      const [{ wait }] = await portal
        .knex('component_state')
        .select(
          portal.knex.raw(
            `extract(epoch FROM max(retry_at) - clock_timestamp())::float8 AS wait`,
          ),
        );
      const seconds = Math.max(wait, 0) + 1;
      await pass(seconds);
      hours += seconds / 3600;
      await portal.run('sweep');
      await tried();
    }
    const rows = await portal.knex('component_state');
    for (const row of rows) {
      expect(row).toMatchObject({
        score: 100,
        failed: 0,
        error: 0,
        stale_reason: expect.stringContaining('503'),
      });
      const stale = (Date.now() - row.stale_since.getTime()) / 3_600_000;
      expect(stale).toBeGreaterThan(23);
    }
    expect(await portal.knex('outcome_change')).toEqual([]);
    // Each about once an hour, and a few times more in the first.
    expect(readTree.mock.calls.length / names.length).toBeLessThan(60);

    portal.host.down = undefined;
    readTree.mockClear();
    await pass(3601);
    await portal.run('sweep');
    await eventually(async () => {
      const stale = await portal
        .knex('component_state')
        .whereNotNull('stale_since');
      expect(stale).toEqual([]);
    });
    await portal.settled();
    expect(await portal.knex('outcome_change')).toMatchObject([
      { entity_ref: 'component:default/service-7', to_state: 'failed' },
    ]);
    // To catch up: a look at each, and what is different once more.
    expect(readTree.mock.calls.length).toBeLessThanOrEqual(3 * names.length);
  });

  it('may change while it is read: what is stored is of one commit', async () => {
    const first = portal.host.push('orders', { 'README.md': 'one' });
    let second: string | undefined;
    portal.host.beforeRead = async () => {
      if (!second) {
        // A forced push, while the tree of the first is on its way.
        second = portal.host.push('orders', { LICENSE: 'two' });
        await told('orders');
      }
    };
    portal.register('orders');
    await portal.run('catalog-comparison');
    await portal.settled();
    await eventually(async () =>
      expect(await portal.row(ORDERS)).toMatchObject({
        commit: second,
        failed: 1,
      }),
    );
    // The first was whole too: the tree that was read, under its own commit.
    expect(await portal.knex('outcome_change')).toMatchObject([
      { from_state: 'passed', to_state: 'failed', commit: second },
    ]);
    expect(first).not.toBe(second);

    // And it may be gone altogether: what was known stays, and says since when.
    portal.host.down = Object.assign(new Error('No repository orders'), {
      name: 'NotFoundError',
    });
    await told('orders');
    await portal.settled();
    expect(await portal.row(ORDERS)).toMatchObject({
      commit: second,
      failed: 1,
      error: 0,
      stale_reason: expect.stringContaining('No repository orders'),
    });
  });
});
