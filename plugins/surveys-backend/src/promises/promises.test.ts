import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { peopleOf } from '../__testUtils__/sampleOrganisation';
import { startSurveys } from '../__testUtils__/startSurveys';

jest.setTimeout(60_000);

const sizes = { alpha: 9, beta: 8 };
const people = peopleOf(sizes);
const admin = 'user:default/admin';

describe('promises', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startSurveys>>;
  let waveId: string;

  async function runWave(easy: (index: number) => number) {
    const id = await portal.createWave();
    await portal.as(admin).post(`/waves/${id}/open`).expect(200);
    for (const [index, userRef] of people.entries()) {
      await portal
        .as(userRef)
        .post(`/waves/${id}/responses`, { answers: { easy: easy(index) } })
        .expect(201);
    }
    await portal.as(admin).post(`/waves/${id}/close`).expect(200);
    return id;
  }

  const promise = (more: object = {}) => ({
    said: 'It is not easy.',
    text: 'We write a guide.',
    owner: 'platform',
    waveId,
    questionId: 'easy',
    ...more,
  });
  const make = (more?: object) =>
    portal.as(admin).post('/promises', promise(more));

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    portal = await startSurveys({ knex, sizes });
    waveId = await runWave(index => 1 + (index % 3));
  });
  afterAll(() => portal.stop());
  beforeEach(() => {
    portal.denied.clear();
    jest.clearAllMocks();
  });

  it('are about a result, have an owner, and are dropped with a reason', async () => {
    const problems: [object, number, RegExp][] = [
      [{ questionId: 'gone' }, 400, /does not ask a question "gone"/],
      [{ themeId: 'gone' }, 400, /no theme "gone"/],
      [{ owner: 'a b:c' }, 400, /not the entity ref/],
      [{ state: 'dropped' }, 400, /with a reason/],
      [{ reason: 'No time.' }, 400, /Only a promise that is dropped/],
      [
        // eslint-disable-next-line no-script-url
        { link: { kind: 'proposal', target: 'javascript:alert(1)' } },
        400,
        /has to be a web address/,
      ],
      [{ link: { kind: 'template', target: 'service' } }, 400, /and version/],
      [{ waveId: '00000000-0000-4000-8000-000000000000' }, 404, /no wave/],
    ];
    for (const [more, status, message] of problems) {
      const { status: got, body } = await make(more);
      expect([got, body.error?.message]).toEqual([
        status,
        expect.stringMatching(message),
      ]);
    }
    const draft = await portal.createWave();
    const early = await make({ waveId: draft });
    expect(early.status).toBe(409);
    expect(portal.publish).not.toHaveBeenCalled();

    const { body: made } = await make({
      link: { kind: 'template', target: 'template:default/service@1.2.0' },
    }).expect(201);
    expect(made).toMatchObject({
      ...{ state: 'planned', owner: 'group:default/platform' },
      ...{ surveyId: 'short', questionText: 'It is easy.' },
      ...{ waveTitle: 'Short survey', createdBy: admin },
    });
    expect(made.effect).toBeUndefined();
    expect(portal.publish).toHaveBeenCalledWith({
      topic: 'surveys.promise-changed',
      eventPayload: {
        ...{ promiseId: made.id, surveyId: 'short', waveId },
        ...{ questionId: 'easy', state: 'planned' },
      },
    });
    // Everyone who was asked, whether they have answered or not.
    expect(portal.send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: [...people].sort() },
      payload: expect.objectContaining({
        title: 'You said, we will do: We write a guide.',
        link: `/surveys/promises#${made.id}`,
      }),
    });

    const path = `/promises/${made.id}`;
    jest.clearAllMocks();
    await portal.as(admin).patch(path, { state: 'doing' }).expect(200);
    expect(portal.send).not.toHaveBeenCalled();
    await portal.as(admin).patch(path, { state: 'dropped' }).expect(400);
    const dropped = await portal
      .as(admin)
      .patch(path, { state: 'dropped', reason: 'Others do it.', link: null })
      .expect(200);
    expect(dropped.body).toMatchObject({ reason: 'Others do it.' });
    expect(dropped.body.link).toBeUndefined();
    const [[{ payload }]] = portal.send.mock.calls as any[];
    expect(payload).toMatchObject({
      title: 'You said, and we are not going to: We write a guide.',
      description: 'Others do it.',
    });
    await portal.as(admin).delete(path).expect(204);
    await portal.as(people[0]).get(path).expect(404);
  });

  it('are listed, open ones oldest first, measured in the next wave, and remembered', async () => {
    const ids: string[] = [];
    for (const text of ['First', 'Second', 'Third']) {
      ids.push((await make({ text }).expect(201)).body.id);
    }
    await portal
      .as(admin)
      .patch(`/promises/${ids[0]}`, { state: 'done' })
      .expect(200);
    const list = async (query: string) =>
      (await portal.as(people[0]).get(`/promises${query}`).expect(200)).body
        .items;
    expect((await list('?state=open')).map((each: any) => each.text)).toEqual([
      'Second',
      'Third',
    ]);
    expect((await list(''))[0].text).toBe('First');
    expect(await list('?state=done&surveyId=other')).toEqual([]);
    const action = await portal.actionsRegistry.invoke({
      id: 'test:list-promises',
      input: {},
    });
    expect((action.output as any).promises).toMatchObject([
      { promise: 'Second', state: 'planned' },
      { promise: 'Third', question: 'It is easy.' },
    ]);

    jest.clearAllMocks();
    await portal.keep();
    expect((await list(`?waveId=${waveId}`))[0].effect).toBeUndefined();
    const next = await runWave(() => 4);
    const invitation = (portal.send.mock.calls as any[])
      .map(([{ payload }]) => payload)
      .find(({ title }) => title === 'Short survey');
    expect(invitation.description).toContain(
      'Since last time: 1 promised and done, 2 under way.',
    );
    await portal.keep();
    const [{ effect }] = await list(`?waveId=${waveId}`);
    expect(effect).toMatchObject({ waveId: next, change: expect.anything() });
    expect(effect.sentence).toMatch(
      /Clear rise|No clear change yet|Too few|Nothing to compare/,
    );
  });

  it('can be talked about with those who want to, and made by those who may', async () => {
    const { id } = (await make({ text: 'Talk' }).expect(201)).body;
    const path = `/promises/${id}/interviews`;
    const few = await portal.as(admin).post(path, { message: 'Monday?' });
    expect([few.status, few.body.error.message]).toEqual([
      409,
      expect.stringContaining('Fewer than 5'),
    ]);
    const willing = people.slice(0, 6);
    await knex('interview_volunteers').insert(
      willing.map(userRef => ({ user_ref: userRef })),
    );
    jest.clearAllMocks();
    const sent = await portal.as(admin).post(path, { message: 'Monday?' });
    // Who they are is for those who may see it, elsewhere.
    expect(sent.body).toEqual({ sent: true });
    expect(portal.send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: willing },
      payload: expect.objectContaining({ description: 'Monday?' }),
    });

    portal.denied.add('surveys.promise.create');
    portal.denied.add('surveys.promise.update');
    portal.denied.add('surveys.promise.delete');
    await make().expect(403);
    await portal.as(admin).post(path, { message: 'x' }).expect(403);
    await portal.as(admin).patch(`/promises/${id}`, {}).expect(403);
    await portal.as(admin).delete(`/promises/${id}`).expect(403);
  });
});
