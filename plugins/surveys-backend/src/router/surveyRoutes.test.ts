import { TestDatabases } from '@backstage/backend-test-utils';
import { surveyYaml } from '../__testUtils__/startAsking';
import { peopleOf } from '../__testUtils__/sampleOrganisation';
import { startSurveys } from '../__testUtils__/startSurveys';

jest.setTimeout(60_000);

const sizes = { alpha: 9, beta: 8, tiny: 2 };
const [one] = peopleOf(sizes);
const admin = 'user:default/admin';

describe('surveys of the portal', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let portal: Awaited<ReturnType<typeof startSurveys>>;

  beforeAll(async () => {
    const knex = await databases.init('POSTGRES_18');
    portal = await startSurveys({
      ...{ knex, sizes },
      definitions: {
        'prompt.yaml': surveyYaml(
          'after',
          'mode: confidential\n  prompt: { after: service-created }',
        ),
      },
    });
  });
  afterAll(() => portal.stop());

  it('are written, exported as they were written, changed and removed', async () => {
    const yaml = `# Why we ask\n${surveyYaml('lunch')}`;
    const { body: created } = await portal
      .as(admin)
      .post('/surveys', { yaml })
      .expect(201);
    expect(created).toMatchObject({
      survey: { id: 'lunch', source: 'portal', languages: ['en'] },
      ...{ yaml, revision: 1, changedBy: admin },
    });
    const text = await portal.as(one).get('/surveys/lunch.yaml').expect(200);
    expect(text.text).toBe(yaml);
    expect(text.headers['content-type']).toMatch('application/yaml');
    const all = await portal.as(one).get('/surveys').expect(200);
    expect(all.body.items.map((each: any) => each.id)).toEqual([
      ...['short', 'after', 'lunch'],
    ]);

    const changed = yaml.replace('Is it good?', 'Was it good?');
    const put = (body: object, id = 'lunch') =>
      portal.as(admin).put(`/surveys/${id}`, body);
    const { body: second } = await put({ yaml: changed, revision: 1 });
    expect(second).toMatchObject({ revision: 2, yaml: changed });
    expect(second.survey.questions[0].wordingHash).not.toBe(
      created.survey.questions[0].wordingHash,
    );
    // Somebody else was faster.
    await put({ yaml, revision: 1 }).expect(409);

    const wrong = yaml
      .replace('type: agreement', 'type: mood')
      .replace('mode: anonymous', 'mode: secret');
    const { status, body } = await put({ yaml: wrong, revision: 2 });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/Line 6: spec.mode.* Line 8: /);
    await portal.as(admin).post('/surveys', { yaml }).expect(409);
    const file = surveyYaml('short');
    await portal.as(admin).post('/surveys', { yaml: file }).expect(409);
    const fromFile = await put({ yaml: file, revision: 1 }, 'short');
    expect([fromFile.status, fromFile.body.error.message]).toEqual([
      409,
      expect.stringContaining('comes from a file'),
    ]);
    await put({ yaml: file, revision: 2 }).expect(400);

    // A wave keeps what it was opened with.
    const waveId = await portal.createWave({ surveyId: 'lunch' });
    await put({ yaml, revision: 2 }).expect(200);
    const opened = await portal.as(admin).post(`/waves/${waveId}/open`);
    expect(opened.body.questions[0].text).toBe('Is it good?');
    await put({ yaml: changed, revision: 3 }).expect(200);
    const still = await portal.as(one).get(`/waves/${waveId}`);
    expect(still.body.questions[0].text).toBe('Is it good?');

    await portal.as(admin).delete('/surveys/lunch').expect(204);
    await portal.as(one).get('/surveys/lunch').expect(404);
    await portal.as(one).get('/surveys/lunch.yaml').expect(404);
    await portal.as(one).get(`/waves/${waveId}`).expect(200);
    await portal.as(admin).delete('/surveys/short').expect(409);
    expect(portal.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'survey-update' }),
    );
  });

  it('show whom a wave would ask, by number only', async () => {
    const preview = (body: object) =>
      portal.as(admin).post('/audience-previews', body);
    const { body } = await preview({
      ...{ surveyId: 'short', audience: { everyone: true } },
      panel: { share: 0.5 },
    }).expect(200);
    expect(body).toMatchObject({
      invited: 19,
      panel: { share: 0.5, population: 19, census: true },
      leftOut: { joinedUnknown: 0, resting: 0, notDrawn: 0 },
    });
    for (const { invited } of body.groups) {
      expect(invited).toBeGreaterThanOrEqual(5);
    }
    expect(JSON.stringify(body)).not.toMatch(/user:|seed/);
    const unknown = await preview({
      ...{ surveyId: 'short', audience: { joinedWithinDays: 30 } },
    }).expect(200);
    expect(unknown.body).toMatchObject({
      ...{ invited: 0, groups: [] },
      leftOut: { joinedUnknown: 19 },
      problem: expect.stringContaining('0 people'),
    });
    await preview({ surveyId: 'after', audience: { everyone: true } }).expect(
      400,
    );
    await preview({ surveyId: 'short', audience: {} }).expect(400);
    await preview({
      ...{ surveyId: 'short', audience: { everyone: true } },
      panel: { share: 1 },
    }).expect(400);
  });

  it('take schedules, prompts and preferences over HTTP', async () => {
    const schedule = {
      ...{ surveyId: 'short', audience: { everyone: true } },
      recurrence: { cron: '0 9 1 */3 *' },
    };
    const { body } = await portal
      .as(admin)
      .post('/schedules', schedule)
      .expect(201);
    expect(body).toMatchObject({ timeZone: 'UTC', openForDays: 14 });
    expect(Date.parse(body.nextAt)).toBeGreaterThan(Date.now());
    const wrong = { ...schedule, recurrence: { cron: 'daily' } };
    await portal.as(admin).post('/schedules', wrong).expect(400);
    const path = `/schedules/${body.id}`;
    await portal.as(admin).patch(path, { paused: true }).expect(200);
    await portal.as(admin).delete(path).expect(204);
    await portal.as(admin).delete(path).expect(404);

    await portal.keep();
    expect((await portal.as(one).get('/prompts').expect(200)).body).toEqual({
      items: [],
    });
    const none = '/prompts/00000000-0000-4000-8000-000000000000/dismiss';
    await portal.as(one).post(none).expect(404);

    const mine = portal.as(one);
    expect((await mine.get('/preferences')).body).toEqual({ optedOut: false });
    const soon = new Date(Date.now() + 86_400_000).toISOString();
    const snoozed = await mine.put('/preferences', { snoozedUntil: soon });
    expect(snoozed.body).toEqual({ optedOut: false, snoozedUntil: soon });
    const awake = await mine.put('/preferences', { snoozedUntil: null });
    expect(awake.body).toEqual({ optedOut: false });
    await mine
      .put('/preferences', { snoozedUntil: '2199-01-01T00:00:00Z' })
      .expect(400);
    const waveId = await portal.createWave();
    await mine.post(`/invitations/${waveId}/snooze`, {}).expect(403);
    await portal.as(admin).post(`/waves/${waveId}/open`).expect(200);
    await mine.post(`/invitations/${waveId}/snooze`, {}).expect(204);

    await portal
      .as(admin)
      .post(`/waves/${waveId}/extend`, { closesAt: '2099-01-01T00:00:00Z' })
      .expect(200);
    await portal.as(admin).post(`/waves/${waveId}/archive`).expect(409);
    await portal.as(admin).delete(`/waves/${waveId}`).expect(409);
    const draft = await portal.createWave();
    await portal.as(admin).delete(`/waves/${draft}`).expect(204);
    const archived = await mine.get('/waves?archived=true').expect(200);
    expect(archived.body.items).toEqual([]);
  });
});
