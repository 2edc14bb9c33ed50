import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseEvaluationStore } from '../database/DatabaseEvaluationStore';
import { DatabaseScoreStore } from '../database/DatabaseScoreStore';
import { DatabaseWantedStore } from '../database/DatabaseWantedStore';
import { Claim } from '../database/EvaluationStore';
import { migrationsDirectory } from '../database/migrate';
import { compareOutcomes } from './compareOutcomes';
import { EvaluationPublisher } from './EvaluationPublisher';
import { EvaluationWorker } from './EvaluationWorker';
import { Finding } from './Evaluator';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const ORDERS = 'component:default/orders';

describe('EvaluationWorker', () => {
  const signal = new AbortController().signal;

  async function setup(evaluate: (claim: Claim) => Promise<Finding>) {
    const knex = await databases.init('POSTGRES_18');
    await knex.migrate.latest({ directory: migrationsDirectory });
    const wanted = DatabaseWantedStore.create({ knex });
    const publish = jest.fn(async () => {});
    const worker = EvaluationWorker.create({
      store: DatabaseEvaluationStore.create({ knex }),
      evaluator: { evaluate },
      publisher: { publish } as unknown as EvaluationPublisher,
      logger: mockServices.logger.mock(),
    });
    await wanted.notice(knex, [
      {
        entityRef: ORDERS,
        entityEtag: '1',
        sourceUrl: 'https://host.example/shop/orders',
      },
    ]);
    return { knex, wanted, publish, worker };
  }

  const found = (
    claim: Claim,
    commit: string,
    state: 'passed' | 'failed',
  ): Finding => ({
    kind: 'evaluated',
    result: {
      claim,
      commit,
      entityDigest: '1',
      standardsDigest: '1',
      score: state === 'passed' ? 100 : 0,
      level: state === 'passed' ? 'gold' : 'none',
      ...compareOutcomes({
        previous: claim.previous?.outcomes,
        outcomes: [{ check: 'c', state, message: commit, evidence: [] }],
        commit,
        at: claim.claimedAt,
      }),
    },
  });

  it('lets only the last of several attempts write', async () => {
    const gates = new Map<number, () => void>();
    const { knex, worker, wanted, publish } = await setup(async claim => {
      if (claim.attempt === 1) {
        return found(claim, 'first', 'failed');
      }
      await new Promise<void>(resolve => gates.set(claim.attempt, resolve));
      return found(claim, `attempt-${claim.attempt}`, 'passed');
    });
    await worker.evaluate(ORDERS, signal);
    await wanted.want(knex, [ORDERS]);

    // As when a worker was thought dead, and was only slow.
    const slow = worker.evaluate(ORDERS, signal);
    const takenOver = worker.evaluate(ORDERS, signal);
    while (gates.size < 2) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    gates.get(3)!();
    await takenOver;
    gates.get(2)!();
    await slow;

    expect(await knex('component_state')).toEqual([
      expect.objectContaining({ attempt: 3, commit: 'attempt-3', passed: 1 }),
    ]);
    expect(await knex('outcome_change')).toEqual([
      expect.objectContaining({ commit: 'attempt-3', to_state: 'passed' }),
    ]);
    expect(publish).toHaveBeenCalledTimes(2);
  });

  it('goes on until nothing newer is wanted', async () => {
    const commits = ['one', 'two', 'three'];
    const { knex, wanted, worker, publish } = await setup(async claim => {
      const commit = commits[claim.attempt - 1];
      if (claim.attempt < commits.length) {
        // A push arrives while this one is being evaluated.
        await wanted.want(knex, [ORDERS]);
      }
      return found(claim, commit, claim.attempt === 2 ? 'passed' : 'failed');
    });
    await worker.evaluate(ORDERS, signal);

    expect(await knex('component_state')).toEqual([
      expect.objectContaining({ attempt: 3, commit: 'three', failed: 1 }),
    ]);
    const { items } = await DatabaseScoreStore.create({ knex }).history(
      ORDERS,
      {
        limit: 10,
      },
    );
    expect(items.map(({ from, to, commit }) => [from, to, commit])).toEqual([
      ['passed', 'failed', 'three'],
      ['failed', 'passed', 'two'],
    ]);
    expect(publish).toHaveBeenCalledTimes(3);

    // There is nothing left to do.
    await worker.evaluate(ORDERS, signal);
    expect(publish).toHaveBeenCalledTimes(3);
  });

  it('puts off what breaks off, and says why', async () => {
    const { knex, worker } = await setup(async () => {
      throw new Error('the catalog did not answer');
    });
    await expect(worker.evaluate(ORDERS, signal)).rejects.toThrow(
      'the catalog did not answer',
    );
    expect(await knex('component_state')).toEqual([
      expect.objectContaining({
        evaluated_at: null,
        failures: 1,
        retry_at: expect.any(Date),
        stale_reason: 'The evaluation broke off: the catalog did not answer',
      }),
    ]);
  });

  it('forgets a component that is gone, unless another attempt has begun', async () => {
    const { knex, wanted, worker } = await setup(async claim => {
      if (claim.attempt === 1) {
        await DatabaseEvaluationStore.create({ knex }).claim([ORDERS]);
      }
      return { kind: 'gone' };
    });
    await worker.evaluate(ORDERS, signal);
    expect(await knex('component_state')).toHaveLength(1);
    await wanted.want(knex, [ORDERS]);
    await worker.evaluate(ORDERS, signal);
    expect(await knex('component_state')).toEqual([]);
  });
});
