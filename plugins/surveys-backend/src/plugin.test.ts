import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import request from 'supertest';
import { peopleOf } from './__testUtils__/sampleOrganisation';
import { startSurveys } from './__testUtils__/startSurveys';

jest.setTimeout(60_000);

const sizes = { alpha: 9, beta: 8, gamma: 6, tiny: 3 };
const people = peopleOf(sizes);
const admin = 'user:default/admin';
const one = 'user:default/alpha-0';

describe('surveys', () => {
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

  it('goes from a definition to results', async () => {
    const surveys = await portal.as(one).get('/surveys').expect(200);
    expect(surveys.body.items).toEqual([
      expect.objectContaining({ id: 'short', mode: 'anonymous' }),
    ]);
    const id = await portal.createWave();
    await portal
      .as(one)
      .post(`/waves/${id}/responses`, { answers: {} })
      .expect(403);
    await portal.as(one).get(`/waves/${id}/results`).expect(409);

    const opened = await portal.as(admin).post(`/waves/${id}/open`).expect(200);
    expect(opened.body).toMatchObject({ status: 'open', invited: 26 });
    expect(opened.body.groups).toBeUndefined();
    expect(portal.publish).toHaveBeenCalledWith({
      topic: 'surveys.wave-opened',
      eventPayload: { waveId: id, surveyId: 'short', title: 'Short survey' },
    });
    expect(portal.send).toHaveBeenCalledTimes(1);
    const [{ recipients, payload }] = portal.send.mock.calls[0] as any;
    expect(recipients.entityRef).toEqual([...people].sort());
    expect(payload.link).toBe(`/surveys/waves/${id}`);
    await portal.as(admin).post(`/waves/${id}/open`).expect(409);

    const asked = await portal.as(one).get('/invitations').expect(200);
    expect(asked.body.items).toEqual([
      {
        wave: expect.objectContaining({ id }),
        participated: false,
        serverDraft: false,
      },
    ]);

    for (const [index, user] of people.entries()) {
      if (index % 4 === 3) continue;
      const answers = {
        easy: index % 5 === 0 ? 'dont-know' : 2 + (index % 4),
        recommend: index % 2 ? 9 : 6,
        more: index % 2 ? `=HYPERLINK("x") ${index}` : '',
      };
      const sent = await portal
        .as(user)
        .post(`/waves/${id}/responses`, { answers })
        .expect(201);
      expect(sent.body).toEqual({ status: 'recorded' });
    }
    const after = await portal.as(one).get('/invitations');
    expect(after.body.items[0].participated).toBe(true);

    const waiting = await portal
      .as(one)
      .get(`/waves/${id}/results`)
      .expect(409);
    expect(waiting.body.error.message).toMatch(/computed when the wave closes/);
    await portal.as(one).get(`/waves/${id}/results.csv`).expect(409);

    const whole = await portal.as(admin).get(`/waves/${id}/participation`);
    expect(whole.body).toMatchObject({ invited: 26, answered: 20 });
    const groups: { title: string; invited: number }[] = whole.body.groups;
    expect(groups.map(group => [group.title, group.invited])).toEqual([
      ['Team alpha', 9],
      ['Team beta', 8],
      ['Team gamma + Team tiny', 9],
    ]);

    const closed = await portal
      .as(admin)
      .post(`/waves/${id}/close`)
      .expect(200);
    expect(closed.body.status).toBe('closed');
    expect(portal.publish).toHaveBeenLastCalledWith(
      expect.objectContaining({ topic: 'surveys.wave-closed' }),
    );
    await portal.as(admin).post(`/waves/${id}/close`).expect(409);

    const results = await portal
      .as(one)
      .get(`/waves/${id}/results`)
      .expect(200);
    const [easy, , more] = results.body.questions;
    const total = easy.distribution.reduce(
      (n: number, p: any) => n + p.count,
      0,
    );
    expect(total).toBe(easy.answered);
    expect(easy.favourable.interval.lower).toBeLessThan(easy.favourable.value);
    expect(easy.favourable.worstCase).toBeUndefined();
    expect(easy.groups).toHaveLength(3);
    expect(more).toMatchObject({ suppressed: true });
    expect(results.text).not.toContain('HYPERLINK');
    expect(portal.createEvent).toHaveBeenLastCalledWith(
      expect.objectContaining({ eventId: 'results-read' }),
    );

    // Nothing that happens to what lies below changes what was released.
    await knex('responses').where({ wave_id: id }).delete();
    await knex('invitations').where({ wave_id: id, user_ref: one }).delete();
    const again = await portal.as(one).get(`/waves/${id}/results`);
    expect(again.body).toEqual(results.body);
    const csv = await portal
      .as(one)
      .get(`/waves/${id}/results.csv`)
      .expect(200);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.text).toContain(
      '"Would you recommend it?","everyone","answered",20',
    );
  });

  it('opens, mixes and closes by the clock', async () => {
    const closesAt = new Date(Date.now() + 3_600_000).toISOString();
    const id = await portal.createWave({
      opensAt: new Date(Date.now() - 1000).toISOString(),
      closesAt,
    });
    await portal.keep();
    const opened = await portal.as(one).get(`/waves/${id}`).expect(200);
    expect(opened.body.status).toBe('open');

    await knex('waves').where({ id }).update({ closes_at: new Date() });
    const late = await portal
      .as(one)
      .post(`/waves/${id}/responses`, { answers: {} });
    expect(late.status).toBe(409);
    await portal.keep();
    const closed = await portal.as(one).get(`/waves/${id}/results`).expect(200);
    expect(closed.body.participation).toEqual({
      invited: 26,
      answered: 0,
      rate: 0,
    });
    expect(closed.body.questions.every((item: any) => item.suppressed)).toBe(
      true,
    );
  });

  it('asks enough people, at times that make sense', async () => {
    const create = (body: object) =>
      portal.as(admin).post('/waves', {
        surveyId: 'short',
        audience: { everyone: true },
        closesAt: '2999-01-01T00:00:00Z',
        ...body,
      });
    const few = await create({ audience: { groups: ['tiny'] } }).expect(400);
    expect(few.body.error.message).toMatch(/has 3 people/);
    const unknown = await create({ audience: { groups: ['nobody'] } }).expect(
      400,
    );
    expect(unknown.body.error.message).toMatch(/group:default\/nobody/);
    await create({ audience: { groups: ['::'] } }).expect(400);
    await create({ surveyId: 'nope' }).expect(400);
    await create({ closesAt: '2001-01-01T00:00:00Z' }).expect(400);
    await create({ closesAt: 'soon' }).expect(400);
    await create({ opensAt: '2999-01-02T00:00:00Z' }).expect(400);
    const good = await create({ audience: { groups: ['beta'] } }).expect(201);
    const part = await portal.as(admin).post(`/waves/${good.body.id}/open`);
    expect(part.body.invited).toBe(8);

    const first = await portal.as(one).get('/waves?limit=1').expect(200);
    expect(first.body.items[0].id).toBe(good.body.id);
    const next = await portal
      .as(one)
      .get(`/waves?limit=1&cursor=${first.body.nextCursor}`);
    expect(next.body.items[0].id).not.toBe(good.body.id);
    await portal.as(one).get('/waves?limit=0').expect(400);
    await portal.as(one).get('/waves?cursor=x').expect(400);
  });

  it('lets nobody do what they may not', async () => {
    const id = await openWave();
    await request(portal.server)
      .get('/api/surveys/surveys')
      .set('Authorization', mockCredentials.none.header())
      .expect(401);

    portal.denied.add('surveys.participation.read');
    const mine = await portal.as(one).get(`/waves/${id}/participation`);
    expect(mine.body).toEqual({
      waveId: id,
      invited: 26,
      answered: 0,
      rate: 0,
    });
    await portal.as(admin).get(`/waves/${id}/participation`).expect(403);

    const needs: [string, 'get' | 'post' | 'put', string, object?][] = [
      ['surveys.survey.read', 'get', '/surveys'],
      ['surveys.wave.read', 'get', '/waves'],
      ['surveys.wave.read', 'get', `/waves/${id}`],
      ['surveys.wave.read', 'get', `/waves/${id}/participation`],
      ['surveys.wave.update', 'post', `/waves/${id}/open`],
      ['surveys.wave.update', 'post', `/waves/${id}/close`],
      ['surveys.invitation.read', 'get', '/invitations'],
      ['surveys.invitation.read', 'get', `/waves/${id}/draft`],
      ['surveys.response.create', 'put', `/waves/${id}/draft`, { answers: {} }],
      [
        'surveys.response.create',
        'post',
        `/waves/${id}/responses`,
        { answers: {} },
      ],
      ['surveys.results.read', 'get', `/waves/${id}/results`],
      ['surveys.results.read', 'get', `/waves/${id}/results.csv`],
      [
        'surveys.wave.create',
        'post',
        '/waves',
        {
          surveyId: 'short',
          audience: { everyone: true },
          closesAt: '2999-01-01T00:00:00Z',
        },
      ],
    ];
    for (const [permission, method, url, body] of needs) {
      portal.denied.clear();
      portal.denied.add(permission);
      const refused = await portal.as(one)[method](url, body);
      expect([permission, url, refused.status]).toEqual([permission, url, 403]);
      expect(refused.body.error.message).toContain(permission);
    }
  });

  it('tells an assistant what its user is asked', async () => {
    const id = await openWave();
    const list = (credentials: object) =>
      portal.actionsRegistry.invoke({
        id: 'test:list-open-surveys',
        input: {},
        credentials: credentials as any,
      });
    const { output } = (await list(mockCredentials.user(one))) as any;
    expect(output.surveys).toContainEqual(
      expect.objectContaining({ waveId: id, questions: 3, answered: false }),
    );
    await expect(list(mockCredentials.service())).rejects.toThrow(
      /signed-in user/,
    );
  });
});
