import { TestDatabases } from '@backstage/backend-test-utils';
import { FactsSnapshot } from '@waymark-idp/plugin-conformity-common';
import { Knex } from 'knex';
import { TestPortal, USER } from '../__testUtils__/TestPortal';

jest.setTimeout(60_000);

const STANDARD = `apiVersion: waymark.internal/v1
kind: Standard
metadata: { name: coordination, title: Coordination, description: Of calls. }
spec:
  owner: group:default/platform
  checks:${[
    ['timeouts-fit', 'graph.timeoutConflicts()'],
    ['retries-bounded', 'graph.retryAmplification(9)'],
    ['no-cycles', 'graph.cycles()'],
  ]
    .map(
      ([id, list]) => `
    - { id: ${id}, title: T, level: bronze, weight: 1, why: W, fix: F, pass: "${list}.size() == 0" }`,
    )
    .join('')}
`;

const calls = (rows: string[], deadline = 1000) => ({
  'resilience.yaml': `deadlineMs: ${deadline}\ndependencies:${
    rows.length > 0 ? rows.map(row => `\n  - { ${row} }`).join('') : ' []'
  }\n`,
});

describe('the graph of declared dependencies', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let portal: TestPortal;

  beforeEach(async () => {
    knex = await databases.init('POSTGRES_18');
    portal = await TestPortal.create(knex);
    await portal.writeStandard('coordination.yaml', STANDARD);
  });

  afterEach(async () => {
    await portal.stop();
    await knex.destroy();
  });

  async function outcome(name: string, check: string) {
    const { outcomes } = await portal.row(`component:default/${name}`);
    const { state, evidence } = outcomes.find(
      (one: { check: string }) => one.check === check,
    );
    const [first] = evidence;
    return first
      ? `${state}: ${first.file}:${first.line} ${first.message}`
      : state;
  }

  /** Every component: how often it was taken on. */
  async function attempts(): Promise<Record<string, number>> {
    const rows = await knex('component_state').select('entity_ref', 'attempt');
    return Object.fromEntries(
      rows.map(row => [row.entity_ref.split('/')[1], row.attempt]),
    );
  }

  /** Waits until nothing more is wanted, by anybody, for a while. */
  async function quiet(): Promise<Record<string, number>> {
    for (let before = ''; ; ) {
      await portal.settled();
      await portal.run('sweep');
      await portal.settled();
      const after = JSON.stringify(await attempts());
      if (after === before) {
        return JSON.parse(after);
      }
      before = after;
    }
  }

  it('has a push to the callee change the outcome of its callers, and of theirs', async () => {
    portal.host.push(
      'checkout',
      calls([
        'name: orders, ref: component:orders, timeoutMs: 300, retries: 2',
      ]),
    );
    portal.host.push(
      'orders',
      calls(
        ['name: ledger, ref: component:ledger, timeoutMs: 300, retries: 2'],
        200,
      ),
    );
    portal.host.push('ledger', calls([], 100));
    portal.host.push('other', calls([]));
    ['checkout', 'orders', 'ledger', 'other'].forEach(name =>
      portal.register(name),
    );
    await portal.start();
    await portal.run('catalog-comparison');
    const first = await quiet();
    expect(await outcome('checkout', 'timeouts-fit')).toBe('passed');
    expect(await outcome('checkout', 'retries-bounded')).toBe('passed');
    expect(await outcome('orders', 'timeouts-fit')).toMatch(/^failed/);

    // The callee takes longer: its caller hears of it, and nobody else.
    await portal.push(
      'orders',
      calls(
        ['name: ledger, ref: component:ledger, timeoutMs: 300, retries: 2'],
        1000,
      ),
    );
    const second = await quiet();
    expect(await outcome('checkout', 'timeouts-fit')).toBe(
      'failed: resilience.yaml:3 checkout → orders: waits 300 ms, and orders allows itself 1,000 ms.',
    );
    expect(await outcome('orders', 'timeouts-fit')).toBe('passed');
    expect(second.other).toBe(first.other);
    expect(second.ledger).toBe(first.ledger);

    // The end of the chain retries: all who retry in it hear of it.
    await portal.push(
      'ledger',
      calls(['name: bank, external: true, timeoutMs: 10, retries: 1'], 100),
    );
    const third = await quiet();
    const chain =
      'failed: resilience.yaml:3 checkout → orders → ledger → bank: 3 × 3 × 2 = 18 attempts, at most 9.';
    expect(
      await Promise.all(
        ['checkout', 'orders', 'ledger'].map(name =>
          outcome(name, 'retries-bounded'),
        ),
      ),
    ).toEqual([chain, chain, chain]);
    expect(third.other).toBe(first.other);
    const changes = await knex('outcome_change').where({
      entity_ref: 'component:default/checkout',
    });
    expect(
      changes.map(change => `${change.check_id} ${change.to_state}`),
    ).toEqual(['timeouts-fit failed', 'retries-bounded failed']);

    // Who leaves the catalog leaves the chain.
    portal.unregister('component:default/ledger');
    await portal.run('catalog-comparison');
    await quiet();
    expect(await outcome('checkout', 'retries-bounded')).toBe('passed');
    expect(await outcome('orders', 'retries-bounded')).toBe('passed');
  });

  it('comes to an end where all wait for each other, and by API names', async () => {
    const names = ['a', 'b', 'c'];
    names.forEach((name, i) => {
      const ref = portal.register(name);
      portal.entities
        .find(entity => `component:default/${entity.metadata.name}` === ref)!
        .relations!.push(
          { type: 'providesApi', targetRef: `api:default/api-${name}` },
          {
            type: 'consumesApi',
            targetRef: `api:default/api-${names[(i + 1) % 3]}`,
          },
        );
      portal.host.push(
        name,
        calls([
          `name: api-${names[(i + 1) % 3]}, timeoutMs: 1000, retries: ${i}`,
        ]),
      );
    });
    await portal.start();
    await portal.run('catalog-comparison');
    await quiet();
    expect(await outcome('a', 'no-cycles')).toBe(
      'failed: resilience.yaml:3 a → b → c → a: each waits for the next.',
    );
    expect(await outcome('a', 'retries-bounded')).toBe('passed');
    expect(await outcome('b', 'retries-bounded')).toBe(
      'failed: resilience.yaml:3 b → c → a → b: retried in a cycle, unbounded, at most 9.',
    );
    const settled = await attempts();
    for (let i = 0; i < 3; i++) {
      await portal.run('sweep');
    }
    expect(await quiet()).toEqual(settled);

    await portal.push('c', calls([]));
    await quiet();
    for (const name of names) {
      expect(await outcome(name, 'no-cycles')).toBe('passed');
    }
    expect(await outcome('b', 'retries-bounded')).toBe('passed');
  });

  it('gives out the part that a component needs, to whom may see all of it', async () => {
    portal.host.push(
      'checkout',
      calls(['name: orders, ref: component:orders, timeoutMs: 300']),
    );
    portal.host.push('orders', calls([], 200));
    portal.host.push('other', calls([]));
    const names = ['checkout', 'orders', 'other'];
    names.forEach(name => portal.register(name));
    const { server } = await portal.start();
    await portal.run('catalog-comparison');
    await quiet();
    const refsFor = async (name: string) => {
      const response = await fetch(
        `http://localhost:${server.port()}/api/conformity/entities/component/default/${name}/facts`,
        { headers: { Authorization: USER } },
      );
      const { inputs } = (await response.json()) as FactsSnapshot;
      return inputs.graph?.nodes.map(({ ref }) => ref.split('/')[1]).sort();
    };
    expect(await refsFor('checkout')).toEqual(['checkout', 'orders']);
    expect(await refsFor('other')).toEqual(['other']);
    portal.hidden.add('component:default/orders');
    // Not a word of it, and no check that passes for want of it.
    expect(await refsFor('checkout')).toBeUndefined();
    expect(await refsFor('other')).toEqual(['other']);
  });
});
