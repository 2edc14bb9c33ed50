import type { Knex } from 'knex';
import type {
  PromiseEffect,
  SurveyPromise,
} from '@waymark-idp/plugin-surveys-common';

/** What is said when a promise is made. */
export type PromiseToStore = Omit<
  SurveyPromise,
  'id' | 'waveTitle' | 'changedAt' | 'effect'
>;

/** What can be changed; `undefined` takes a reason or link away. */
export type PromiseChange = Pick<
  SurveyPromise,
  'text' | 'owner' | 'state' | 'reason' | 'link' | 'changedAt'
>;

/** You said, we did. */
export class DatabasePromiseStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabasePromiseStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(options: {
    state: 'open' | 'done' | 'dropped' | 'all';
    surveyId?: string;
    waveId?: string;
    limit: number;
  }): Promise<SurveyPromise[]> {
    const { state, surveyId, waveId, limit } = options;
    const query = this.#select().limit(limit);
    if (state === 'open') {
      query
        .whereIn('p.state', ['planned', 'doing'])
        .orderBy(['p.created_at', 'p.id']);
    } else {
      if (state !== 'all') query.where('p.state', state);
      query.orderBy([{ column: 'p.changed_at', order: 'desc' }, 'p.id']);
    }
    if (surveyId) query.where('p.survey_id', surveyId);
    if (waveId) query.where('p.wave_id', waveId);
    return (await query).map(fromRow);
  }

  async get(id: string): Promise<SurveyPromise | undefined> {
    const row = await this.#select().where('p.id', id).first();
    return row && fromRow(row);
  }

  async insert(promise: PromiseToStore): Promise<string> {
    const [{ id }] = await this.#knex('promises')
      .insert({
        wave_id: promise.waveId,
        survey_id: promise.surveyId,
        question_id: promise.questionId,
        question_text: promise.questionText,
        theme_id: promise.themeId ?? null,
        said: promise.said,
        text: promise.text,
        owner: promise.owner,
        state: promise.state,
        reason: promise.reason ?? null,
        link: promise.link ? JSON.stringify(promise.link) : null,
        created_by: promise.createdBy,
        created_at: promise.createdAt,
        changed_at: promise.createdAt,
      })
      .returning('id');
    return id;
  }

  async update(id: string, change: PromiseChange): Promise<void> {
    await this.#knex('promises')
      .where({ id })
      .update({
        text: change.text,
        owner: change.owner,
        state: change.state,
        reason: change.reason ?? null,
        link: change.link ? JSON.stringify(change.link) : null,
        changed_at: change.changedAt,
      });
  }

  async delete(id: string): Promise<boolean> {
    return (await this.#knex('promises').where({ id }).delete()) > 0;
  }

  /** How many of a survey were kept since its last wave closed, and are under way. */
  async countFor(surveyId: string): Promise<{ done: number; open: number }> {
    const row = await this.#knex('promises')
      .where({ survey_id: surveyId })
      .first(
        this.#knex.raw(
          `count(*) FILTER (WHERE state IN ('planned', 'doing'))::int AS open,
           count(*) FILTER (WHERE state = 'done' AND changed_at >= coalesce(
             (SELECT max(closes_at) FROM waves
              WHERE survey_id = ? AND status = 'closed'),
             '-infinity'))::int AS done`,
          [surveyId],
        ),
      );
    return { done: row.done, open: row.open };
  }

  /**
   * Promises whose survey has closed a later wave than the effect is of, each
   * with the last one.
   */
  async toMeasure(): Promise<
    { id: string; questionId: string; waveId: string; title: string }[]
  > {
    const { rows } = await this.#knex.raw(
      `SELECT p.id, p.question_id, last.id AS wave_id, last.title
       FROM promises p
       JOIN waves w ON w.id = p.wave_id
       CROSS JOIN LATERAL (
         SELECT id, title FROM waves later
         WHERE later.survey_id = p.survey_id AND later.status = 'closed'
           AND later.opens_at > p.created_at AND later.closes_at > w.closes_at
         ORDER BY closes_at DESC LIMIT 1
       ) last
       WHERE p.state <> 'dropped' AND p.measured_in IS DISTINCT FROM last.id`,
    );
    return rows.map((row: any) => ({
      id: row.id,
      questionId: row.question_id,
      waveId: row.wave_id,
      title: row.title,
    }));
  }

  async saveEffects(effects: { id: string; effect: PromiseEffect }[]) {
    await this.#knex.raw(
      `UPDATE promises p SET effect = t.effect, measured_in = (t.effect ->> 'waveId')::uuid
       FROM unnest(?::uuid[], ?::jsonb[]) AS t (id, effect) WHERE p.id = t.id`,
      [
        effects.map(({ id }) => id),
        effects.map(({ effect }) => JSON.stringify(effect)),
      ],
    );
  }

  #select() {
    return this.#knex('promises as p')
      .join('waves as w', 'w.id', 'p.wave_id')
      .select('p.*', 'w.title as wave_title');
  }
}

function fromRow(row: any): SurveyPromise {
  return {
    id: row.id,
    said: row.said,
    text: row.text,
    owner: row.owner,
    state: row.state,
    reason: row.reason ?? undefined,
    link: row.link ?? undefined,
    waveId: row.wave_id,
    waveTitle: row.wave_title,
    surveyId: row.survey_id,
    questionId: row.question_id,
    questionText: row.question_text,
    themeId: row.theme_id ?? undefined,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    effect: row.effect ?? undefined,
  };
}
