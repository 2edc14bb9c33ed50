import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { peopleOf } from '../__testUtils__/sampleOrganisation';
import { startSurveys } from '../__testUtils__/startSurveys';

jest.setTimeout(60_000);

const sizes = { alpha: 9, beta: 8, gamma: 6, tiny: 3 };
const people = peopleOf(sizes);
const admin = 'user:default/admin';
const one = 'user:default/alpha-0';
const nowhere = '00000000-0000-4000-8000-000000000000';

describe('answering', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startSurveys>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    portal = await startSurveys({ knex, sizes });
  });
  afterAll(() => portal.stop());
  beforeEach(() => {
    portal.denied.clear();
    jest.clearAllMocks();
  });

  async function openWave(body?: object) {
    const id = await portal.createWave(body);
    await portal.as(admin).post(`/waves/${id}/open`).expect(200);
    return id;
  }

  it('stores one response under twenty at once, two tabs and retries', async () => {
    const id = await openWave();
    const answers = { easy: 4, more: 'x' };
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        portal.as(one).post(`/waves/${id}/responses`, {
          answers: { ...answers, recommend: index % 10 },
        }),
      ),
    );
    expect(sent.filter(reply => reply.status === 201)).toHaveLength(1);
    expect(sent.filter(reply => reply.status === 200)).toHaveLength(19);
    const stored = () => knex('responses').where({ wave_id: id });
    expect(await stored()).toHaveLength(1);

    // Mixing meanwhile neither loses nor doubles anything.
    const rest = people.slice(1);
    const replies = await Promise.all([
      ...rest.flatMap(user => [
        portal.as(user).post(`/waves/${id}/responses`, { answers }),
        portal.as(user).post(`/waves/${id}/responses`, { answers }),
      ]),
      portal.keep(),
      portal.keep(),
    ]);
    const states = replies.flatMap(reply => (reply ? [reply.status] : []));
    expect(states.sort()).toEqual([
      ...rest.map(() => 200),
      ...rest.map(() => 201),
    ]);
    expect(await stored()).toHaveLength(people.length);

    await portal.as(admin).post(`/waves/${id}/close`).expect(200);
    const late = await portal
      .as(one)
      .post(`/waves/${id}/responses`, { answers })
      .expect(200);
    expect(late.body).toEqual({ status: 'already-answered' });
    expect(await stored()).toHaveLength(people.length);
  });

  it.each([
    ['the connection dies', 'PERFORM pg_terminate_backend(pg_backend_pid())'],
    ['the database refuses', `RAISE 'Bad row: %', NEW.answers`],
  ])('keeps both or neither, and says nothing, when %s', async (_, failure) => {
    const id = await openWave();
    portal.createEvent.mockClear();
    const send = () =>
      portal
        .as(one)
        .post(`/waves/${id}/responses`, { answers: { more: 'my secret' } });
    const traces = async () => [
      ...(await knex('participations').where({ wave_id: id })),
      ...(await knex('responses').where({ wave_id: id })),
    ];
    // The database client tells the console of a connection that it has lost.
    const quiet = jest.spyOn(console, 'log').mockImplementation();
    await knex.raw(`
      CREATE FUNCTION fail() RETURNS trigger AS $$
      BEGIN ${failure}; RETURN NEW; END
      $$ LANGUAGE plpgsql;
      CREATE TRIGGER fail BEFORE INSERT ON responses EXECUTE FUNCTION fail();`);
    const failed = await send();
    await knex.raw('DROP TRIGGER fail ON responses; DROP FUNCTION fail');
    quiet.mockRestore();
    expect(failed.status).toBe(503);
    expect(failed.body.error.message).toMatch(/send them again/);
    expect(failed.text).not.toContain('my secret');
    expect(await traces()).toEqual([]);

    await send().expect(201);
    expect(await traces()).toHaveLength(2);
    expect(portal.logger.error).toHaveBeenCalledTimes(1);
    const logged = JSON.stringify(portal.logger.error.mock.calls);
    expect(logged).toMatch(/could not be stored: (P0001|Error)/);
    expect(logged).not.toContain('my secret');
    expect(portal.createEvent).not.toHaveBeenCalled();
  });

  it('refuses what cannot be an answer, and says which question', async () => {
    const id = await openWave();
    const send = (answers: unknown) =>
      portal.as(one).post(`/waves/${id}/responses`, { answers } as object);
    const bad: [Record<string, unknown>, RegExp][] = [
      [{ easy: 6 }, /"easy".*1 to 5/],
      [{ recommend: -1 }, /"recommend".*0 to 10/],
      [{ pay: 3 }, /"pay".*does not ask/],
      [{ more: 'x'.repeat(5001) }, /"more".*5001 characters/],
      [{ more: 'x'.repeat(100_000) }, /"more".*100000 characters/],
    ];
    for (const [answers, message] of bad) {
      const refused = await send(answers).expect(400);
      expect(refused.body.error.message).toMatch(message);
    }
    await send([]).expect(400);
    await send(undefined).expect(400);
    await portal
      .as(one)
      .post('/waves/not-a-wave/responses', { answers: {} })
      .expect(400);
    await portal
      .as(one)
      .post(`/waves/${nowhere}/responses`, { answers: {} })
      .expect(404);
    expect(await knex('participations').where({ wave_id: id })).toEqual([]);

    const stranger = await portal
      .as(admin)
      .post(`/waves/${id}/responses`, { answers: {} })
      .expect(403);
    expect(stranger.body.error.message).toMatch(/not among those/);
    await send({ easy: 1, more: 'a\u0000b\uD800 \u202Eevil' }).expect(201);

    await portal.as(admin).post(`/waves/${id}/close`).expect(200);
    const closed = await portal
      .as('user:default/alpha-1')
      .post(`/waves/${id}/responses`, { answers: {} })
      .expect(409);
    expect(closed.body.error.message).toMatch(/were not stored/);
  });

  it('keeps drafts of confidential waves until they are sent', async () => {
    const anonymous = await openWave();
    const put = (id: string, answers: object) =>
      portal.as(one).put(`/waves/${id}/draft`, { answers });
    const refused = await put(anonymous, { easy: 3 }).expect(409);
    expect(refused.body.error.message).toMatch(/anonymous/);
    await portal.as(one).get(`/waves/${anonymous}/draft`).expect(409);

    const id = await openWave({ mode: 'confidential' });
    await portal.as(one).get(`/waves/${id}/draft`).expect(204);
    await put(id, { easy: 3 }).expect(204);
    await put(id, { easy: 4, more: 'so far' }).expect(204);
    await put(id, { easy: 9 }).expect(400);
    const draft = await portal.as(one).get(`/waves/${id}/draft`).expect(200);
    expect(draft.body).toEqual({ answers: { easy: 4, more: 'so far' } });
    const other = await portal.as(people[1]).get(`/waves/${id}/draft`);
    expect(other.status).toBe(204);
    await portal.as(admin).get(`/waves/${id}/draft`).expect(403);

    await portal.as(one).post(`/waves/${id}/responses`, draft.body).expect(201);
    expect(await knex('drafts').where({ wave_id: id })).toEqual([]);
    await put(id, { easy: 5 }).expect(409);
  });
});
