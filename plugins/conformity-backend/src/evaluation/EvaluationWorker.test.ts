import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { RepositoryUnavailableError } from '@waymark-idp/plugin-repositories-node';
import { Knex } from 'knex';
import { DatabaseEvaluationStore } from '../database/DatabaseEvaluationStore';
import { DatabaseScoreStore } from '../database/DatabaseScoreStore';
import { DatabaseWantedStore } from '../database/DatabaseWantedStore';
import { Claim } from '../database/EvaluationStore';
import { migrationsDirectory } from '../database/migrate';
import { unpackOutcomes } from '../database/packedOutcomes';
import { EvaluationPublisher } from './EvaluationPublisher';
import { EvaluationWorker } from './EvaluationWorker';
import { Finding } from './Finding';
import { tallyOutcomes } from './tallyOutcomes';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ORDERS = 'component:default/orders';

describe('EvaluationWorker', () => {
  const signal = new AbortController().signal;
  let knex: Knex;
  let wanted: DatabaseWantedStore;
  let statements = 0;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    await knex.migrate.latest({ directory: migrationsDirectory });
    wanted = DatabaseWantedStore.create({ knex });
    knex.on('query', () => {
      statements += 1;
    });
  });

  beforeEach(async () => {
    await knex('component_state').delete();
    await knex('outcome_count').delete();
  });

  async function setup(
    find: (claim: Claim) => Promise<Finding>,
    names = ['orders'],
  ) {
    const publish = jest.fn(async (_batch: unknown) => {});
    const onDeclarationsChanged = jest.fn(async () => {});
    const worker = EvaluationWorker.create({
      store: DatabaseEvaluationStore.create({ knex, onDeclarationsChanged }),
      evaluator: {
        standardsDigest: () => 'of others',
        begin: async () => ({
          same: async () => ({ same: [], answered: new Map() }),
          evaluate: async (claims, { onFinding }) => {
            for (const claim of claims) {
              try {
                onFinding(await find(claim));
              } catch (error) {
                onFinding({ kind: 'broken', claim, error });
              }
            }
          },
        }),
      },
      publisher: { publish } as unknown as EvaluationPublisher,
      logger: mockServices.logger.mock(),
    });
    await wanted.notice(
      knex,
      names.map(name => ({
        entityRef: `component:default/${name}`,
        entityEtag: '1',
        sourceUrl: `https://host.example/shop/${name}`,
      })),
    );
    return { publish, worker, onDeclarationsChanged };
  }

  const found = (
    claim: Claim,
    commit: string,
    state: 'passed' | 'failed',
    more: Partial<Extract<Finding, { kind: 'evaluated' }>> = {},
  ): Finding => ({
    kind: 'evaluated',
    claim,
    commit,
    entityDigest: '1',
    standardsDigest: '1',
    inputsDigest: '1',
    ...tallyOutcomes(
      { outcomes: [{ check: 'c', state, message: commit, evidence: [] }] },
      { standards: [], at: 'then' },
    ),
    ...more,
  });

  const row = (name: string) =>
    knex('component_state')
      .where({ entity_ref: `component:default/${name}` })
      .first();

  const loseLeases = () =>
    knex('component_state')
      .whereNotNull('leased_until')
      .update({ leased_until: knex.raw(`now() - interval '1 second'`) });

  it('lets only the last of several attempts write', async () => {
    const gates = new Map<number, () => void>();
    const { worker, publish } = await setup(async claim => {
      if (claim.attempt === 1) {
        return found(claim, 'first', 'failed');
      }
      await new Promise<void>(resolve => gates.set(claim.attempt, resolve));
      return found(claim, `attempt-${claim.attempt}`, 'passed');
    });
    await worker.evaluate([ORDERS], signal);
    await wanted.want(knex, [ORDERS]);

    const began = async (attempts: number) => {
      while (gates.size < attempts) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
    };
    const slow = worker.evaluate([ORDERS], signal);
    await began(1);
    // Somebody is at it: nothing to do for a second one.
    expect(await worker.evaluate([ORDERS], signal)).toEqual(new Map());
    // As when a worker was thought dead, and was only slow.
    await loseLeases();
    const takenOver = worker.evaluate([ORDERS], signal);
    await began(2);
    gates.get(3)!();
    await takenOver;
    gates.get(2)!();
    await slow;

    expect(await knex('component_state')).toEqual([
      expect.objectContaining({
        attempt: 3,
        commit: 'attempt-3',
        passed: 1,
        lost_attempts: 0,
        leased_until: null,
      }),
    ]);
    expect(await knex('outcome_change')).toEqual([
      expect.objectContaining({ commit: 'attempt-3', to_state: 'passed' }),
    ]);
    expect(publish).toHaveBeenLastCalledWith({ entityRefs: [], results: [] });
    expect(publish).toHaveBeenCalledTimes(3);
  });

  it('goes on until nothing newer is wanted', async () => {
    const commits = ['one', 'two', 'three'];
    const { worker, publish } = await setup(async claim => {
      const commit = commits[claim.attempt - 1];
      if (claim.attempt < commits.length) {
        // A push arrives while this one is being evaluated.
        await wanted.want(knex, [ORDERS]);
      }
      return found(claim, commit, claim.attempt === 2 ? 'passed' : 'failed');
    });
    await worker.evaluate([ORDERS], signal);

    expect(await knex('component_state')).toEqual([
      expect.objectContaining({ attempt: 3, commit: 'three', failed: 1 }),
    ]);
    const { items } = await DatabaseScoreStore.create({ knex }).history(
      ORDERS,
      { limit: 10 },
    );
    expect(items.map(({ from, to, commit }) => [from, to, commit])).toEqual([
      ['passed', 'failed', 'three'],
      ['failed', 'passed', 'two'],
    ]);
    expect(publish).toHaveBeenCalledTimes(3);

    // There is nothing left to do.
    await worker.evaluate([ORDERS], signal);
    expect(publish).toHaveBeenCalledTimes(3);
  });

  it('writes a batch together, and lets nothing in it harm the others', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `c${i}`);
    const refs = names.map(name => `component:default/${name}`);
    let round = 0;
    const { worker, publish, onDeclarationsChanged } = await setup(
      async claim => {
        switch (claim.entityRef.split('/')[1]) {
          case 'c1':
            throw new Error('the engine stumbled');
          case 'c2':
            return { kind: 'gone', claim };
          case 'c3':
            return {
              kind: 'unavailable',
              claim,
              failure: new RepositoryUnavailableError('host-failed', '503'),
            };
          case 'c4':
            // Neither can be in a jsonb value.
            return found(
              claim,
              'nul \u0000, half \ud83d, text \\u0000',
              'failed',
              {
                commit: 'x',
              },
            );
          case 'c5':
            // What PostgreSQL does not take at all.
            return found(claim, 'x', 'passed', { score: 1e300 });
          case 'c6':
            return found(claim, 'x', 'passed', {
              declarations: {
                dependencies: [],
                relatesTo: [],
                provides: [],
                claims: [],
              },
              declarationsDigest: 'd',
            });
          default:
            if (round === 2 && claim.entityRef.endsWith('/c8')) {
              await knex('component_state')
                .where('entity_ref', claim.entityRef)
                .increment('attempt');
            }
            return found(claim, 'x', round === 1 ? 'failed' : 'passed');
        }
      },
      names,
    );
    const failures = await worker.evaluate(refs, signal);
    expect([...failures.keys()].sort()).toEqual(
      ['c1', 'c3', 'c5'].map(name => `component:default/${name}`),
    );
    expect(await row('c1')).toMatchObject({
      failures: 1,
      retry_at: expect.any(Date),
      stale_reason: 'The evaluation broke off: the engine stumbled',
    });
    expect(await row('c2')).toMatchObject({ gone_at: expect.any(Date) });
    expect(await row('c3')).toMatchObject({ stale_reason: '503' });
    expect(unpackOutcomes(await row('c4')).outcomes[0].message).toBe(
      'nul \ufffd, half \ufffd, text \\u0000',
    );
    expect(await row('c5')).toMatchObject({
      evaluated_at: null,
      stale_reason: expect.stringContaining('could not be stored'),
    });
    expect(onDeclarationsChanged).toHaveBeenCalledWith(
      ['component:default/c6'],
      expect.anything(),
    );
    const count = async () => {
      const rows = await knex('outcome_count').where('components', '>', 0);
      return Object.fromEntries(rows.map(one => [one.state, one.components]));
    };
    expect(await count()).toEqual({ passed: 35, failed: 1 });

    // All at once: look, claim, read what was, write.
    const others = refs.slice(6);
    await wanted.want(knex, others);
    round = 1;
    statements = 0;
    publish.mockClear();
    expect(await worker.evaluate(others, signal)).toEqual(new Map());
    expect(statements).toBe(4);
    expect(publish).toHaveBeenCalledTimes(1);
    expect(await knex('outcome_change')).toHaveLength(33);
    expect(await count()).toEqual({ passed: 2, failed: 34 });

    // Somebody else has begun with one of them: it is neither written nor counted.
    await wanted.want(knex, others);
    round = 2;
    await worker.evaluate(others, signal);
    expect(await count()).toEqual({ passed: 34, failed: 2 });
    expect(await row('c8')).toMatchObject({ passed: 0, failed: 1 });
    await knex('component_state').update({ gone_at: new Date(0) });
    await wanted.removeGone(1);
    expect(await count()).toEqual({});
  });

  it('quarantines what ends its process twice, and only that', async () => {
    const died: string[] = [];
    const find = async (claim: Claim) => {
      if (claim.entityRef === ORDERS && claim.lostAttempts < 2) {
        died.push(claim.entityRef);
        await loseLeases();
        // As far as the database can tell, this process is no more.
        return await new Promise<Finding>(() => {});
      }
      return found(claim, 'x', 'passed', {
        unavailable:
          claim.lostAttempts === 2
            ? { reason: 'quarantine', retryAt: new Date('2099-01-01') }
            : undefined,
      });
    };
    const start = () => setup(find, ['orders', 'stock', 'web']);
    const refs = ['orders', 'stock', 'web'].map(n => `component:default/${n}`);
    const attempts = async () =>
      Object.fromEntries(
        (await knex('component_state')).map(one => [
          one.entity_ref.split('/')[1],
          [one.attempt, one.lost_attempts, one.evaluated_at !== null],
        ]),
      );
    const untilDead = async (times: number) => {
      const { worker } = await start();
      worker.evaluate(refs, signal).catch(() => {});
      while (died.length < times) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    };
    await untilDead(1);
    expect(await attempts()).toEqual({
      orders: [1, 0, false],
      stock: [1, 0, false],
      web: [1, 0, false],
    });
    await untilDead(2);
    // The one after that claims what is left, each by itself.
    const { worker } = await start();
    await worker.evaluate(refs, signal);
    expect(await attempts()).toEqual({
      orders: [3, 0, true],
      stock: [2, 0, true],
      web: [2, 0, true],
    });
    expect(await row('orders')).toMatchObject({ stale_reason: 'quarantine' });
    expect(await worker.evaluate(refs.slice(1), signal)).toEqual(new Map());
  });

  it('forgets a component that is gone, unless another attempt has begun', async () => {
    const { worker } = await setup(async claim => {
      if (claim.attempt === 1) {
        await loseLeases();
        await DatabaseEvaluationStore.create({ knex }).claimLost([ORDERS]);
      }
      return { kind: 'gone', claim };
    });
    const present = () => knex('component_state').whereNull('gone_at');
    await worker.evaluate([ORDERS], signal);
    expect(await present()).toHaveLength(1);
    await loseLeases();
    await worker.evaluate([ORDERS], signal);
    expect(await present()).toEqual([]);
  });
});
