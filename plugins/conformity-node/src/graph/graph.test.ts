import {
  ComponentDeclarations,
  ComponentGraph,
} from '@waymark-idp/plugin-conformity-common';
import fc from 'fast-check';
import { GraphEntry, graphOf, refOf } from '../__testUtils__/graphOf';
import { claimConflicts } from './claimConflicts';
import {
  undeclaredDependencies,
  unknownDependencies,
} from './catalogDifferences';
import { cycles } from './cycles';
import { DependencyGraph } from './DependencyGraph';
import { graphPartOf } from './graphPartOf';
import { retryAmplification } from './retryAmplification';
import { timeoutConflicts } from './timeoutConflicts';
import { upwardCalls } from './upwardCalls';

const see = (self: string, entries: Record<string, GraphEntry>) =>
  DependencyGraph.create(graphOf(self, entries));
const messages = (found: { message: string }[]) =>
  found.map(({ message }) => message);

describe('attempts along chains', () => {
  const shop: Record<string, GraphEntry> = {
    checkout: {
      calls: { orders: 2, logs: { retries: 9, synchronous: false } },
    },
    orders: { calls: { 'api:payments': 2 } },
    payments: { provides: ['api:default/payments'], calls: { bank: 1 } },
    audit: { calls: { orders: 0 } },
  };

  it('names the worst chain to all who retry in it, and to nobody else', () => {
    const chain =
      'checkout → orders → payments → bank: 3 × 3 × 2 = 18 attempts, at most 9';
    for (const self of ['checkout', 'orders', 'payments']) {
      const [found, ...more] = retryAmplification(see(self, shop), 9);
      expect(found).toMatchObject({
        message: chain,
        file: 'resilience.yaml',
        line: 2n,
        chain: ['checkout', 'orders', 'payments', 'bank'].map(refOf),
      });
      expect(more).toEqual([]);
    }
    expect(retryAmplification(see('checkout', shop), 18)).toEqual([]);
    expect(retryAmplification(see('audit', shop), 9)).toEqual([]);
    expect(retryAmplification(see('bank', shop), 9)).toEqual([]);
  });

  it('are unbounded where a cycle retries, and are not where it does not', () => {
    const round = (retries: number) => ({
      a: { calls: { b: 1 } },
      b: { calls: { c: retries } },
      c: { calls: { b: 0, d: 1 } },
    });
    expect(messages(retryAmplification(see('a', round(1)), 9))).toEqual([
      'a → b → c → b: retried in a cycle, unbounded, at most 9',
    ]);
    expect(retryAmplification(see('a', round(0)), 4)).toEqual([]);
    expect(messages(retryAmplification(see('a', round(0)), 3))).toEqual([
      'a → b → c → d: 2 × 1 × 2 = 4 attempts, at most 3',
    ]);
    const self = { a: { calls: { a: 1 } } };
    expect(messages(retryAmplification(see('a', self), 9))).toEqual([
      'a → a: retried in a cycle, unbounded, at most 9',
    ]);
  });

  it('are what following every walk comes to', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const calls = fc.uniqueArray(
      fc.record({
        from: fc.constantFrom(...names),
        to: fc.constantFrom(...names),
        retries: fc.integer({ min: 0, max: 2 }),
      }),
      { selector: ({ from, to }) => from + to, maxLength: 10 },
    );
    fc.assert(
      fc.property(calls, edges => {
        const entries = Object.fromEntries(
          names.map(name => [
            name,
            {
              calls: Object.fromEntries(
                edges
                  .filter(({ from }) => from === name)
                  .map(({ to, retries }) => [to, retries]),
              ),
            },
          ]),
        );
        // As long as no walk goes round, it has less steps than there are
        // names; one that is better with more steps goes round to its gain.
        const best = (
          start: string,
          towards: 'from' | 'to',
          steps: number,
        ): number => {
          const other = towards === 'to' ? 'from' : 'to';
          let at = new Map([[start, 1]]);
          let most = 1;
          for (let i = 0; i < steps; i++) {
            const next = new Map<string, number>();
            for (const edge of edges) {
              const product = (at.get(edge[other]) ?? 0) * (1 + edge.retries);
              if (product > (next.get(edge[towards]) ?? 0)) {
                next.set(edge[towards], product);
                most = Math.max(most, product);
              }
            }
            at = next;
          }
          return most;
        };
        const sup = (start: string, towards: 'from' | 'to') =>
          best(start, towards, 5) === best(start, towards, 15)
            ? best(start, towards, 5)
            : Infinity;
        for (const { from, to, retries } of edges.filter(e => e.retries > 0)) {
          const expected = sup(from, 'from') * (1 + retries) * sup(to, 'to');
          const line = BigInt(Object.keys(entries[from].calls).indexOf(to) + 2);
          const at = (limit: number) =>
            retryAmplification(see(from, entries), limit).filter(
              found => found.line === line,
            );
          expect(at(expected)).toEqual([]);
          const [found, ...more] = at(Math.min(expected - 1, 1e14));
          expect(more).toEqual([]);
          const unbounded = found.message.includes('unbounded');
          expect(
            unbounded
              ? Infinity
              : Number(/(\d+) attempts/.exec(found.message)![1]),
          ).toBe(expected);
          // The chain is a walk of the graph, and comes to what is said of it.
          const product = found.chain.slice(1).reduce((sum, ref, i) => {
            const edge = edges.find(
              e => refOf(e.from) === found.chain[i] && refOf(e.to) === ref,
            );
            return sum * (1 + edge!.retries);
          }, 1);
          expect(unbounded ? Infinity : product).toBe(expected);
          expect(found.chain).toContain(refOf(from));
          // The part is enough, and so is a list that has something else of it.
          const whole = graphOf(from, entries);
          const of = (graph: ComponentGraph, own?: ComponentDeclarations) => {
            const seen = DependencyGraph.create(graph, own);
            return [retryAmplification(seen, 3), cycles(seen)];
          };
          const { nodes } = graphOf(from, { ...entries, [from]: {} });
          const { declarations } = whole.nodes.find(
            ({ ref }) => ref === refOf(from),
          )!;
          expect(of(graphPartOf(whole))).toEqual(of(whole));
          expect(of({ self: refOf(from), nodes }, declarations)).toEqual(
            of(whole),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are counted in graphs of ten thousand, long or dense', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [
        `c${i}`,
        { calls: { [`c${i + 1}`]: 1 } },
      ]),
    );
    const [long] = retryAmplification(see('c5000', chain), 9);
    expect(long.message).toMatch(
      /^c0 → c1 → .* → … → .*c10000: 2 × .*10\^15 attempts/,
    );
    expect(long.message.length).toBeLessThan(300);
    expect(long.chain).toHaveLength(10_001);
    const layered = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [
        `c${i}`,
        {
          calls: Object.fromEntries(
            [1, 2, 3, 4, 5].map(step => [`c${i + step}`, step % 2]),
          ),
        },
      ]),
    );
    expect(retryAmplification(see('c5000', layered), 9)).toHaveLength(3);
    const ring = { ...chain, c9999: { calls: { c0: 0 } } };
    expect(cycles(see('c7', ring))[0].chain).toHaveLength(10_001);
    expect(retryAmplification(see('c7', ring), 9)[0].message).toContain(
      'unbounded',
    );
  });
});

describe('what else is seen in the graph', () => {
  it('tells who gives up too early, and who waits too long', () => {
    const graph = see('checkout', {
      checkout: {
        deadlineMs: 1000,
        calls: {
          orders: { timeoutMs: 400, retries: 2 },
          stock: { timeoutMs: 900, retries: 3, deadlineMs: 950 },
          mail: { timeoutMs: 60_000, synchronous: false },
          search: {},
        },
      },
      orders: { deadlineMs: 1500 },
      stock: { deadlineMs: 900 },
      mail: { deadlineMs: 90_000 },
    });
    expect(messages(timeoutConflicts(graph))).toEqual([
      'checkout → orders: waits 400 ms, and orders allows itself 1,500 ms',
      'checkout → orders: 3 attempts of 400 ms take up to 1,200 ms, and checkout allows itself 1,000 ms',
      'checkout → search: waits without a limit, and checkout allows itself 1,000 ms',
    ]);
  });

  it('finds a shortest cycle for each call that is part of one', () => {
    const entries: Record<string, GraphEntry> = {
      a: { calls: { b: 0, c: 0, x: 0 } },
      b: { calls: { c: 0 } },
      c: { calls: { a: 0 } },
      x: { calls: { y: { synchronous: false } } },
      y: { calls: { x: 0 } },
    };
    expect(messages(cycles(see('a', entries)))).toEqual([
      'a → b → c → a: each waits for the next',
      'a → c → a: each waits for the next',
    ]);
    expect(cycles(see('x', entries))).toEqual([]);
  });

  it('finds calls and relations that go up', () => {
    const entries: Record<string, GraphEntry> = {
      ledger: {
        layer: 'data',
        calls: { orders: 0, store: 0 },
        relatesTo: ['api:default/shop', 'component:default/orders'],
      },
      orders: { layer: 'business', calls: { ledger: 0 } },
      shop: { layer: 'presentation', provides: ['api:default/shop'] },
      store: { layer: 'data' },
    };
    expect(upwardCalls(see('ledger', entries))).toMatchObject([
      {
        message:
          'ledger → orders: from the data layer up to the business layer',
        file: 'resilience.yaml',
        line: 2n,
      },
      {
        message:
          'ledger → shop: from the data layer up to the presentation layer',
        file: '',
        line: 0n,
      },
    ]);
    expect(upwardCalls(see('orders', entries))).toEqual([]);
  });

  it('finds resources that another owner claims too', () => {
    const claims = ['/orders/{}', '/v2/refunds'].map((resource, i) => ({
      resource,
      file: 'openapi.yaml',
      line: i + 5,
    }));
    const entries: Record<string, GraphEntry> = {
      orders: { owner: 'group:default/ordering', claims },
      old: { owner: 'group:default/ordering', claims },
      shop: { owner: 'group:default/shop', claims: [claims[0]] },
      nobody: { claims },
    };
    expect(claimConflicts(see('orders', entries))).toMatchObject([
      {
        message: '/orders/{} is claimed by shop of group:shop too',
        chain: ['component:default/orders', 'component:default/shop'],
        file: 'openapi.yaml',
        line: 5n,
      },
    ]);
    expect(claimConflicts(see('nobody', entries))).toEqual([]);
  });

  it('compares rows with relations, both ways', () => {
    const entries: Record<string, GraphEntry> = {
      orders: {
        calls: {
          stock: 0,
          'api:payments': 0,
          mail: { ref: undefined },
          bank: { ref: undefined, external: true },
        },
        relatesTo: [
          'api:default/stock-v2',
          'api:default/tax',
          'component:default/payments',
          'component:default/tokens',
          'component:default/shipping',
        ],
      },
      stock: { provides: ['api:default/stock-v2'] },
      payments: { provides: ['api:default/payments'], type: 'service' },
      shipping: { type: 'service' },
      tokens: { type: 'library' },
    };
    const graph = see('orders', entries);
    expect(messages(unknownDependencies(graph))).toEqual([
      'orders calls `mail`, and the catalog relates it to nothing of that name',
    ]);
    expect(messages(undeclaredDependencies(graph))).toEqual([
      'orders is related to api:tax in the catalog, and no row says what happens when it fails',
      'orders is related to shipping in the catalog, and no row says what happens when it fails',
    ]);
  });
});
