import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  EvaluationInputs,
  loadStandards,
} from '@waymark-idp/plugin-conformity-node';
import {
  createSnapshotFromFiles,
  RepositoryUnavailableError,
  RepositoryUnavailableReason,
} from '@waymark-idp/plugin-repositories-node';
import { Knex } from 'knex';
import { filesStandard } from '../__testUtils__/standards';
import { noticed } from '../__testUtils__/TestWorker';
import { DatabaseEvaluationStore } from '../database/DatabaseEvaluationStore';
import { DatabaseFleetStore } from '../database/DatabaseFleetStore';
import { DatabaseWantedStore } from '../database/DatabaseWantedStore';
import { migrationsDirectory } from '../database/migrate';
import { InputSource } from '../inputs/InputSource';
import { EvaluationPublisher } from './EvaluationPublisher';
import { EvaluationWorker } from './EvaluationWorker';
import { DefaultEvaluator } from './Evaluator';
import { ThreadEndedError } from './threads/EvaluationThread';
import { EvaluationThreads } from './threads/EvaluationThreads';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('DefaultEvaluator', () => {
  const signal = new AbortController().signal;
  let knex: Knex;
  let wanted: DatabaseWantedStore;
  const threads = EvaluationThreads.create({
    logger: mockServices.logger.mock(),
  });

  beforeEach(async () => {
    knex = await databases.init('POSTGRES_18');
    await knex.migrate.latest({ directory: migrationsDirectory });
    wanted = DatabaseWantedStore.create({ knex });
  });

  afterAll(() => threads.stop());

  function setup() {
    const world = {
      commit: 'one',
      files: { 'README.md': 'x' } as Record<string, string>,
      failure: undefined as Error | undefined,
      trees: 0,
      entities: 0,
      facts: 'f1',
      etag: '1',
    };
    const answer = async <T>(value: () => T) => {
      if (world.failure) {
        throw world.failure;
      }
      return value();
    };
    const facts: InputSource<'facts'> = {
      name: 'facts',
      load: async refs =>
        new Map(
          refs.map(ref => [
            ref,
            { value: [] as EvaluationInputs['facts'], digest: world.facts },
          ]),
        ),
    };
    const files = [
      {
        path: 'basics.yaml',
        content: filesStandard({ 'has-readme': 'README.md' }),
      },
    ];
    const standards = {
      ...loadStandards(files),
      files,
      loadedAt: new Date(),
    };
    const worker = EvaluationWorker.create({
      store: DatabaseEvaluationStore.create({ knex }),
      evaluator: DefaultEvaluator.create({
        auth: mockServices.auth(),
        catalog: {
          getEntitiesByRefs: async ({ entityRefs }: any) => {
            world.entities += entityRefs.length;
            return {
              items: entityRefs.map((ref: string) => ({
                apiVersion: 'backstage.io/v1alpha1',
                kind: 'Component',
                metadata: { name: ref.split('/')[1], etag: world.etag },
              })),
            };
          },
        } as any,
        reader: {
          read: async () =>
            await answer(() => {
              world.trees += 1;
              return createSnapshotFromFiles(world);
            }),
          resolveCommit: async () => await answer(() => world.commit),
        },
        standards: { current: () => standards },
        inputSources: [facts],
        threads,
      }),
      publisher: { publish: async () => {} } as unknown as EvaluationPublisher,
      logger: mockServices.logger.mock(),
    });
    const evaluate = async (...names: string[]) => {
      const refs = names.map(name => noticed(name).entityRef);
      await wanted.want(knex, refs);
      const failures = await worker.evaluate(refs, signal);
      return [...failures.keys()].map(ref => ref.split('/')[1]);
    };
    return { world, worker, evaluate };
  }

  const row = async (name = 'orders') =>
    await knex('component_state')
      .where({ entity_ref: noticed(name).entityRef })
      .first();

  it('looks again only at what an outcome could depend on', async () => {
    const { world, evaluate } = setup();
    await wanted.notice(knex, [noticed('orders')]);
    await evaluate('orders');
    expect(world).toMatchObject({ trees: 1, entities: 1 });
    await evaluate('orders');
    expect(world).toMatchObject({ trees: 1, entities: 1 });

    // Another commit with the same files: read, and not evaluated.
    world.commit = 'two';
    await knex('component_state').update({ passed: 7 });
    await evaluate('orders');
    expect(await row()).toMatchObject({ commit: 'two', passed: 7 });
    expect(world).toMatchObject({ trees: 2 });

    world.facts = 'f2';
    await evaluate('orders');
    expect(await row()).toMatchObject({ passed: 1 });
    await knex('component_state').update({ passed: 7 });
    world.etag = '2';
    await wanted.notice(knex, [{ ...noticed('orders'), entityEtag: '2' }]);
    await evaluate('orders');
    expect(await row()).toMatchObject({ passed: 1, attempt: 4 });
    expect(await knex('outcome_change')).toEqual([]);
  });

  it('puts aside for an hour what ends threads, and says why', async () => {
    const { world, evaluate } = setup();
    await wanted.notice(knex, [noticed('orders'), noticed('bomb')]);
    const examine = jest
      .spyOn(threads, 'examine')
      .mockImplementationOnce(async () => {
        throw new ThreadEndedError('evaluating it took more than 1 MB');
      });
    expect(await evaluate('bomb')).toEqual([]);
    expect(await evaluate('orders')).toEqual([]);
    const put = await row('bomb');
    expect(put).toMatchObject({
      error: 1,
      passed: 0,
      score: 0,
      level: 'none',
      stale_reason: expect.stringContaining(
        'Not evaluated: evaluating it took more than 1 MB. The next attempt is at',
      ),
    });
    const minutes = (put.retry_at.getTime() - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(60);
    expect(await row('orders')).toMatchObject({ passed: 1, stale_since: null });
    expect(examine).toHaveBeenCalledTimes(2);
    examine.mockRestore();

    await evaluate('bomb');
    expect(await row('bomb')).toMatchObject({ passed: 1, stale_since: null });
    expect(world.trees).toBe(3);
  });

  it('keeps what is known whatever a host answers, and never calls it failed', async () => {
    const { world, evaluate } = setup();
    const retryAt = new Date(Date.now() + 7_200_000);
    const answers: [RepositoryUnavailableReason, boolean, Date?][] = [
      ['forbidden', false],
      ['not-found', false],
      ['rate-limited', true],
      ['rate-limited', false, retryAt],
      ['host-failed', true],
      ['timeout', true],
      ['empty', false],
    ];
    for (const [i, [reason, again, until]] of answers.entries()) {
      const [known, unread] = [`known-${i}`, `unread-${i}`];
      await wanted.notice(knex, [noticed(known), noticed(unread)]);
      world.failure = undefined;
      await evaluate(known);
      const before = await row(known);
      expect(before).toMatchObject({ passed: 1, score: 100 });

      world.failure = new RepositoryUnavailableError(
        reason,
        `It answered ${reason}`,
        undefined,
        until,
      );
      expect((await evaluate(known, unread)).sort()).toEqual(
        again ? [known, unread] : [],
      );
      const after = await row(known);
      expect(after).toMatchObject({
        passed: 1,
        failed: 0,
        score: 100,
        evaluated_at: before.evaluated_at,
        stale_reason: `It answered ${reason}`,
        stale_since: expect.any(Date),
        retry_at: expect.any(Date),
      });
      const minutes = (after.retry_at.getTime() - Date.now()) / 60_000;
      expect(Math.round(minutes)).toBe(until ? 120 : 0);
      expect(await row(unread)).toMatchObject({
        passed: 0,
        failed: 0,
        error: 1,
        level: 'none',
        stale_reason: `It answered ${reason}`,
      });
    }
    expect(await knex('outcome_change')).toEqual([]);
  });

  it('keeps nothing of a year in which nothing happens, but a row a day and group', async () => {
    const { world, worker } = setup();
    const fleet = DatabaseFleetStore.create({ knex });
    const places = [{ check: 'has-readme', standard: 'basics', weight: 1 }];
    const names = Array.from({ length: 40 }, (_, i) => `c${i}`);
    await wanted.notice(knex, names.map(noticed));
    await worker.evaluate(await wanted.due(knex), signal);
    const tables = ['component_state', 'outcome_change', 'outcome_count'];
    const rows = async () => {
      const counts = await Promise.all(
        tables.map(table => knex(table).count({ n: '*' }).first()),
      );
      return counts.reduce((sum, count) => sum + Number(count!.n), 0);
    };
    const dayOne = await rows();
    for (let day = 0; day < 365; day++) {
      await fleet.rollUp(
        new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
        places,
      );
      await knex.raw(
        `UPDATE component_state SET wanted_at = wanted_at - interval '1 day',
           claimed_at = claimed_at - interval '1 day',
           evaluated_at = evaluated_at - interval '1 day'`,
      );
      const old = await wanted.due(knex);
      expect(old).toHaveLength(40);
      expect(await worker.evaluate(old, signal)).toEqual(new Map());
    }
    expect(world.trees).toBe(40);
    expect(await rows()).toBe(dayOne);
    const daily = await knex('daily_rollup').count({ n: '*' }).first();
    // all, no owner, no system, no domain, no type, gold, the standard, the check
    expect(Number(daily!.n)).toBe(365 * 8);
  });
});
