import { TestDatabases } from '@backstage/backend-test-utils';
import type { Results } from '@waymark-idp/plugin-surveys-common';
import type { Knex } from 'knex';
import { peopleOf } from '../__testUtils__/sampleOrganisation';
import { startSurveys } from '../__testUtils__/startSurveys';
import { createStores, type Stores } from '../stores/createStores';
import { ReplyService } from './ReplyService';
import { ResultsService } from './ResultsService';
import { Retention } from './Retention';
import { WaveCloser } from './WaveCloser';

jest.setTimeout(60_000);

const sizes = { alpha: 9, beta: 8, gamma: 6 };
const people = peopleOf(sizes);
const admin = 'user:default/admin';
const one = people[0];
const HOUR = 3_600_000;

describe('closing, and what is left afterwards', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let stores: Stores;
  let portal: Awaited<ReturnType<typeof startSurveys>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    stores = createStores(knex);
    portal = await startSurveys({ knex, sizes });
  });
  afterAll(() => portal.stop());

  async function openWave(body?: object) {
    const id = await portal.createWave(body);
    await portal.as(admin).post(`/waves/${id}/open`).expect(200);
    return id;
  }

  async function answer(id: string, from = 0, to = people.length) {
    for (let at = from; at < to; at++) {
      await portal
        .as(people[at])
        .post(`/waves/${id}/responses`, {
          answers: { easy: 1 + (at % 5), more: `comment ${at}` },
        })
        .expect(201);
    }
  }

  function closerAt(now: () => Date) {
    return WaveCloser.create({ stores, logger: portal.logger, now });
  }

  it('is all or nothing, and serves nothing before, when the backend is killed', async () => {
    const id = await openWave();
    await answer(id);
    const quiet = jest.spyOn(console, 'log').mockImplementation();
    // While storing the results, and just before the wave is marked closed.
    for (const [table, event] of [
      ['results', 'INSERT'],
      ['waves', 'UPDATE'],
    ]) {
      await knex.raw(`
        CREATE FUNCTION die() RETURNS trigger AS $$
        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END
        $$ LANGUAGE plpgsql;
        CREATE TRIGGER die AFTER ${event} ON ${table} FOR EACH ROW EXECUTE FUNCTION die();`);
      await portal.as(admin).post(`/waves/${id}/close`);
      await knex.raw(`DROP TRIGGER die ON ${table}; DROP FUNCTION die`);
      await portal.as(one).get(`/waves/${id}/results`).expect(409);
      expect(await knex('results').where({ wave_id: id })).toEqual([]);
      expect(await knex('responses').where({ wave_id: id })).toHaveLength(
        people.length,
      );
    }
    quiet.mockRestore();

    await portal.as(admin).post(`/waves/${id}/close`).expect(200);
    const { body } = await portal.as(one).get(`/waves/${id}/results`);
    const { participation, questions } = body as Results;
    expect(participation.answered).toBe(people.length);
    const easy = questions[0] as any;
    expect(easy.answered).toBe(people.length);
    expect(
      easy.distribution.reduce((sum: number, { count }: any) => sum + count, 0),
    ).toBe(people.length);
  });

  it('closes once, by two at a time and by a clock that jumps', async () => {
    const id = await openWave();
    await answer(id, 0, 6);
    const { closesAt } = (await portal.as(one).get(`/waves/${id}`)).body;
    const due = async (offset: number) => {
      const at = new Date(Date.parse(closesAt) + offset);
      return (await stores.waves.due(at)).toClose.includes(id);
    };
    expect(await due(-1)).toBe(false);
    expect(await due(HOUR)).toBe(true);
    const later = () => new Date(Date.parse(closesAt) + HOUR);
    const closed = await Promise.allSettled([
      closerAt(later).close(id),
      closerAt(later).close(id),
    ]);
    expect(closed.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    // The clock goes back an hour, and forth again.
    expect(await due(-HOUR)).toBe(false);
    expect(await due(HOUR)).toBe(false);
    expect(await knex('results').where({ wave_id: id })).toHaveLength(1);
    await portal
      .as(people[7])
      .post(`/waves/${id}/responses`, {
        answers: {},
      })
      .expect(409);
  });

  it('shows who polls while it is open nothing finer than steps of five', async () => {
    const id = await openWave();
    const seen = new Set<string>();
    const steps: number[] = [];
    for (let at = 0; at <= 12; at++) {
      const all = await portal.as(admin).get(`/waves/${id}/participation`);
      steps.push(all.body.answered);
      seen.add(JSON.stringify(all.body));
      await portal.as(one).get(`/waves/${id}/results`).expect(409);
      await portal.as(one).get(`/waves/${id}/results.csv`).expect(409);
      await portal.as(one).get(`/waves/${id}/replies`).expect(409);
      if (at < 12) await answer(id, at, at + 1);
    }
    expect(steps).toEqual([0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10]);
    // Nine of alpha, then three of beta: alpha's five, and ten in all.
    expect(seen.size).toBe(3);
  });

  it('keeps confidential answers under their name, for their owner alone', async () => {
    const id = await openWave({ mode: 'confidential' });
    await answer(id, 0, 6);
    // It has been open for longer than it will be.
    await knex('waves')
      .where({ id })
      .update({ opens_at: new Date(Date.now() - 2 * HOUR) });
    await answer(id, 6, 12);
    const halves = knex('confidential_responses').where({ wave_id: id });
    expect(await halves.clone().where({ late: false })).toHaveLength(6);
    expect(await halves.clone().where({ late: true })).toHaveLength(6);
    expect(await knex('responses').where({ wave_id: id })).toEqual([]);
    const mine = await portal.as(one).get('/my-data').expect(200);
    expect(mine.body).toMatchObject({
      userRef: one,
      drafts: [],
      interviews: false,
      responses: [{ waveId: id, answers: { easy: 1, more: 'comment 0' } }],
    });
    expect(mine.body.invitations).toContainEqual(
      expect.objectContaining({ waveId: id, participated: true }),
    );
    expect(mine.text).not.toContain('comment 1');
    await portal.as(admin).get('/my-data').expect(200);

    await portal.as(one).delete(`/waves/${id}/response`).expect(204);
    await portal.as(one).delete(`/waves/${id}/response`).expect(404);
    await answer(id, 0, 1);
    await portal.as(admin).post(`/waves/${id}/close`).expect(200);
    const results = await portal.as(one).get(`/waves/${id}/results`);
    expect(results.body.participation.answered).toBe(12);
    await portal.as(one).delete(`/waves/${id}/response`).expect(204);
    const again = await portal.as(one).get(`/waves/${id}/results`);
    expect(again.body).toEqual(results.body);

    const anonymous = await openWave();
    const refused = await portal
      .as(one)
      .delete(`/waves/${anonymous}/response`)
      .expect(409);
    expect(refused.body.error.message).toMatch(/cannot be found/);
  });

  it('stores who may be interviewed apart from all answers', async () => {
    await portal.as(one).put('/interviews/mine', { willing: true }).expect(204);
    await portal.as(one).put('/interviews/mine', { willing: true }).expect(204);
    await portal.as(people[1]).put('/interviews/mine', { willing: true });
    await portal.as(people[1]).put('/interviews/mine', { willing: false });
    const willing = await portal.as(admin).get('/interviews').expect(200);
    expect(willing.body).toEqual({ items: [{ userRef: one }] });
    expect(
      Object.keys(await knex('interview_volunteers').columnInfo()),
    ).toEqual(['user_ref']);
    portal.denied.add('surveys.interview.read');
    await portal.as(one).get('/interviews').expect(403);
    portal.denied.clear();
  });

  it('lets the platform reply in public to a comment', async () => {
    const id = await openWave();
    await answer(id);
    await portal.as(admin).post(`/waves/${id}/close`).expect(200);
    const { body } = await portal.as(one).get(`/waves/${id}/results`);
    const more = body.questions.find(
      (item: any) => item.question.id === 'more',
    );
    const targetId = more.comments[0].id;
    const reply = { questionId: 'more', targetId, text: ' We will. ' };
    await portal.as(admin).put(`/waves/${id}/replies`, reply).expect(204);
    const { body: replies } = await portal.as(one).get(`/waves/${id}/replies`);
    expect(replies.items).toEqual([
      expect.objectContaining({ targetId, text: 'We will.', repliedBy: admin }),
    ]);
    await portal
      .as(admin)
      .put(`/waves/${id}/replies`, { ...reply, targetId: 'none' })
      .expect(404);
    await portal.as(admin).put(`/waves/${id}/replies`, { ...reply, text: '' });
    const service = ReplyService.create({
      stores,
      results: ResultsService.create({ stores }),
      now: () => new Date(),
    });
    expect(await service.list(id)).toEqual([]);
  });

  it('deletes answers when their time is over, and keeps results', async () => {
    const id = await openWave();
    const still = await openWave();
    await answer(id, 0, 6);
    await answer(still, 0, 6);
    await portal.as(admin).post(`/waves/${id}/close`).expect(200);
    const before = await portal.as(one).get(`/waves/${id}/results`);
    const retention = (days: number) =>
      Retention.create({
        stores,
        logger: portal.logger,
        now: () => new Date(Date.now() + days * 24 * HOUR),
        config: { getOptionalNumber: () => 30 } as any,
      });
    await retention(29).run();
    expect(await knex('responses').where({ wave_id: id })).toHaveLength(6);
    await retention(31).run();
    expect(await knex('responses').where({ wave_id: id })).toEqual([]);
    expect(await knex('participations').where({ wave_id: id })).toEqual([]);
    expect(await knex('responses').where({ wave_id: still })).toHaveLength(6);
    const after = await portal.as(one).get(`/waves/${id}/results`);
    expect(after.body).toEqual(before.body);
    const count = await portal.as(admin).get(`/waves/${id}/participation`);
    expect(count.body.answered).toBe(6);
  });
});
