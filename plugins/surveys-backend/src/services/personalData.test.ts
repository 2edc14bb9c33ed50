import { TestDatabases } from '@backstage/backend-test-utils';
import type { Results } from '@waymark-idp/plugin-surveys-common';
import type { Knex } from 'knex';
import { peopleOf } from '../__testUtils__/sampleOrganisation';
import { startSurveys } from '../__testUtils__/startSurveys';
import { personalColumns } from '../stores/DatabasePersonalDataStore';

jest.setTimeout(60_000);

const sizes = { alpha: 6, beta: 6 };
const people = peopleOf(sizes);
const [one, other] = people;
const inAnHour = new Date(Date.now() + 3_600_000).toISOString();

describe('what is stored under a name', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startSurveys>>;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    portal = await startSurveys({ knex, sizes });
  });
  afterAll(() => portal.stop());

  /** Every column of the database in which a person stands, as `table.column`. */
  async function columnsWith(userRef: string): Promise<string[]> {
    const columns = await knex('information_schema.columns')
      .where({ table_schema: 'public' })
      .whereNot('table_name', 'like', 'knex_%')
      .select({ table: 'table_name', column: 'column_name' });
    const found: string[] = [];
    for (const { table, column } of columns) {
      const row = await knex(table)
        .whereRaw('??::text LIKE ?', [column, `%${userRef}%`])
        .first();
      if (row) found.push(`${table}.${column}`);
    }
    return found.sort();
  }

  /** Columns that by their name say who somebody is. */
  async function columnsNamedLikeUsers(): Promise<string[]> {
    const columns = await knex('information_schema.columns')
      .where({ table_schema: 'public' })
      .whereRaw(`column_name ~ '(user|_by$|owner|person|author|member)'`)
      .select({ table: 'table_name', column: 'column_name' });
    return columns.map(({ table, column }) => `${table}.${column}`);
  }

  async function openWave(body: object = {}) {
    const created = await portal.as(one).post('/waves', {
      ...{ surveyId: 'short', audience: { everyone: true } },
      ...{ closesAt: inAnHour, ...body },
    });
    const id: string = created.body.id;
    await portal.as(one).post(`/waves/${id}/open`).expect(200);
    return id;
  }

  it('is all exported, and deleted but for what has to stay', async () => {
    const mine = portal.as(one);
    const answers = { easy: 4, more: 'mine' };
    const anonymous = await openWave();
    await mine.post(`/waves/${anonymous}/responses`, { answers }).expect(201);
    await mine.post(`/invitations/${anonymous}/snooze`, {}).expect(204);
    const confidential = await openWave({ mode: 'confidential' });
    await mine.post(`/waves/${confidential}/responses`, { answers });
    const closed = await openWave({ mode: 'confidential' });
    for (const person of people) {
      await portal
        .as(person)
        .post(`/waves/${closed}/responses`, { answers })
        .expect(201);
    }
    await mine.post(`/waves/${closed}/close`).expect(200);
    const drafted = await openWave({ mode: 'confidential' });
    await mine.put(`/waves/${drafted}/draft`, { answers }).expect(204);
    // So few people are all asked, without rounds.
    await knex('panel_rounds').insert([
      { survey_id: 'short', user_ref: one, round: 1 },
      { survey_id: 'short', user_ref: other, round: 1 },
    ]);

    await mine.put('/interviews/mine', { willing: true }).expect(204);
    await mine.put('/preferences', { optedOut: true }).expect(200);
    const prompt = {
      ...{ survey_id: 'fixing', trigger: 'check-fixed', happened_at: 'now' },
      subject: 'component:default/orders',
    };
    await knex('prompts').insert([
      { ...prompt, user_ref: one },
      { ...prompt, user_ref: other },
    ]);
    // What somebody does for the surveys of others.
    await mine
      .post('/schedules', {
        ...{ surveyId: 'short', audience: { everyone: true } },
        recurrence: { every: 'P1Y', from: inAnHour.slice(0, 16) },
      })
      .expect(201);
    await mine
      .post('/surveys', {
        yaml: `apiVersion: waymark.internal/v1
kind: Survey
metadata: { name: mine, title: Mine, description: For tests }
spec:
  mode: anonymous
  questions:
    - { id: good, type: agreement, text: Is it good? }
`,
      })
      .expect(201);
    const results = await mine.get(`/waves/${closed}/results`).expect(200);
    const { questions } = results.body as Results;
    const more = questions.find(({ question }) => question.id === 'more')!;
    const [{ id: targetId }] = (more as any).comments;
    await mine
      .put(`/waves/${closed}/replies`, {
        ...{ questionId: 'more', targetId, text: 'We will.' },
      })
      .expect(204);
    await mine
      .post('/promises', {
        ...{ waveId: closed, questionId: 'easy', said: 'Hard', text: 'Easier' },
        ...{ owner: one, state: 'planned' },
      })
      .expect(201);

    await mine
      .post('/milestones', { kind: 'release', title: 'Portal 2' })
      .expect(201);

    // No column that could hold a person is left out, and none is made up.
    const everywhere = await columnsWith(one);
    expect(everywhere).toEqual(Object.keys(personalColumns).sort());
    expect(everywhere).toEqual(
      expect.arrayContaining(await columnsNamedLikeUsers()),
    );

    const { body } = await mine.get('/my-data').expect(200);
    expect(body).toMatchObject({
      userRef: one,
      interviews: true,
      drafts: [{ waveId: drafted, answers }],
      asks: new Array(4).fill({ surveyId: 'short' }),
      panelRounds: [{ surveyId: 'short', round: 1 }],
      prompts: [{ surveyId: 'fixing', done: false }],
      preferences: { optedOut: true },
    });
    expect(body.invitations).toHaveLength(4);
    expect(body.invitations).toContainEqual(
      expect.objectContaining({ waveId: anonymous, participated: true }),
    );
    expect(body.invitations[0]).toMatchObject({
      group: 'Team alpha',
      snoozedUntil: expect.any(String),
    });
    expect(body.responses).toHaveLength(2);
    const kinds = body.work.map(({ kind }: { kind: string }) => kind);
    expect([...new Set(kinds)]).toEqual([
      ...['milestone', 'promise', 'reply', 'schedule', 'survey', 'wave'],
    ]);

    const left = await mine.delete('/my-data').expect(200);
    const stays = (why: string) =>
      everywhere.filter(column => personalColumns[column] === why);
    expect(await columnsWith(one)).toEqual(
      [...stays('kept while it counts'), ...stays('kept work')].sort(),
    );
    expect(left.body).toMatchObject({
      ...{ drafts: [], responses: [], asks: [], prompts: [], panelRounds: [] },
      ...{ interviews: false, preferences: { optedOut: true } },
    });
    const waves = left.body.invitations.map(({ waveId, participated }: any) => [
      waveId,
      participated,
    ]);
    expect(waves).toContainEqual([anonymous, true]);
    expect(waves).toContainEqual([confidential, false]);
    expect(waves.map(([id]: string[]) => id)).not.toContain(closed);
    // Nobody answers an anonymous wave twice; results stay as they are.
    const again = await mine
      .post(`/waves/${anonymous}/responses`, { answers })
      .expect(200);
    expect(again.body).toEqual({ status: 'already-answered' });
    await mine
      .post(`/waves/${confidential}/responses`, { answers })
      .expect(201);
    const after = await mine.get(`/waves/${closed}/results`).expect(200);
    expect(after.body).toEqual(results.body);
    // Nobody else's.
    const theirs = await portal.as(other).get('/my-data').expect(200);
    expect(theirs.body.responses).toHaveLength(1);
    expect(theirs.body.prompts).toHaveLength(1);
  });
});
