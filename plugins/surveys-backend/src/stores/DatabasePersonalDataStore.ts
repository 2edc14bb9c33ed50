import type { PersonalData } from '@waymark-idp/plugin-surveys-common';
import type { Knex } from 'knex';

/** What is deleted on request, and what is not and why. */
export type PersonalColumn = 'deleted' | 'kept while it counts' | 'kept work';

/**
 * Every column that has who somebody is. A table that is added and left out here
 * fails a test, so that it is exported and deleted too.
 *
 * Kept while it counts: that somebody has answered an open anonymous wave, or
 * they could answer twice; and that they want no surveys. Kept work: who is in
 * charge of what the platform does in public.
 */
export const personalColumns: Record<string, PersonalColumn> = {
  'asks.user_ref': 'deleted',
  'comment_replies.replied_by': 'kept work',
  'confidential_responses.user_ref': 'deleted',
  'drafts.user_ref': 'deleted',
  'interview_volunteers.user_ref': 'deleted',
  'invitations.user_ref': 'kept while it counts',
  'milestones.created_by': 'kept work',
  'panel_rounds.user_ref': 'deleted',
  'participations.user_ref': 'kept while it counts',
  'preferences.user_ref': 'kept while it counts',
  'promises.created_by': 'kept work',
  'promises.owner': 'kept work',
  'prompts.user_ref': 'deleted',
  'schedules.created_by': 'kept work',
  'survey_definitions.changed_by': 'kept work',
  'waves.created_by': 'kept work',
};

/** What is stored under the name of one user. */
export class DatabasePersonalDataStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabasePersonalDataStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** All of it, as of one moment. */
  async export(userRef: string): Promise<PersonalData> {
    return this.#knex.transaction(
      async trx => {
        const mine = (table: string) => trx(table).where({ user_ref: userRef });
        const preferences = await mine('preferences').first();
        return {
          userRef,
          invitations: await this.#invitations(trx, userRef),
          drafts: await mine('drafts')
            .orderBy('wave_id')
            .select({ waveId: 'wave_id', answers: 'answers' }),
          responses: await mine('confidential_responses')
            .orderBy('wave_id')
            .select({ waveId: 'wave_id', answers: 'answers', late: 'late' }),
          interviews:
            (await mine('interview_volunteers').first()) !== undefined,
          asks: await mine('asks')
            .orderBy(['at', 'survey_id'])
            .select({ surveyId: 'survey_id', at: 'at' }),
          panelRounds: await mine('panel_rounds')
            .orderBy('survey_id')
            .select({ surveyId: 'survey_id', round: 'round' }),
          prompts: await mine('prompts')
            .orderBy(['happened_at', 'id'])
            .select({
              ...{ surveyId: 'survey_id', trigger: 'trigger' },
              ...{ subject: 'subject', happenedAt: 'happened_at' },
              ...{ snoozedUntil: 'snoozed_until', done: 'done' },
            }),
          preferences: {
            optedOut: preferences?.opted_out ?? false,
            snoozedUntil: preferences?.snoozed_until ?? undefined,
          },
          work: await this.#work(trx, userRef),
        };
      },
      { isolationLevel: 'repeatable read', readOnly: true },
    );
  }

  async #invitations(
    trx: Knex.Transaction,
    userRef: string,
  ): Promise<PersonalData['invitations']> {
    return trx('invitations as i')
      .join('waves as w', 'w.id', 'i.wave_id')
      .leftJoin('participations as p', join =>
        join.on('p.wave_id', 'i.wave_id').on('p.user_ref', 'i.user_ref'),
      )
      .where('i.user_ref', userRef)
      .orderBy('w.created_at')
      .select({
        ...{ waveId: 'i.wave_id', title: 'w.title' },
        snoozedUntil: 'i.snoozed_until',
      })
      .select(
        trx.raw('p.user_ref IS NOT NULL AS participated'),
        trx.raw(
          `(SELECT g ->> 'title' FROM jsonb_array_elements(w.groups) AS g
            WHERE g ->> 'id' = i.group_id) AS "group"`,
        ),
      );
  }

  /** What somebody did for the surveys of others. */
  async #work(
    trx: Knex.Transaction,
    userRef: string,
  ): Promise<PersonalData['work']> {
    const { rows } = await trx.raw(
      `SELECT 'wave' AS kind, id::text, title AS text FROM waves WHERE created_by = :userRef
       UNION ALL
       SELECT 'schedule', id::text, survey_id FROM schedules WHERE created_by = :userRef
       UNION ALL
       SELECT 'survey', id, id FROM survey_definitions WHERE changed_by = :userRef
       UNION ALL
       SELECT 'promise', id::text, text FROM promises WHERE :userRef IN (created_by, owner)
       UNION ALL
       SELECT 'milestone', id::text, title FROM milestones WHERE created_by = :userRef
       UNION ALL
       SELECT 'reply', target_id, text FROM comment_replies WHERE replied_by = :userRef
       ORDER BY 1, 2`,
      { userRef },
    );
    return rows;
  }

  /**
   * Deletes what {@link personalColumns} says. Waves that somebody was asked in
   * do not close meanwhile.
   */
  async delete(trx: Knex.Transaction, userRef: string): Promise<void> {
    const mine = (table: string) => trx(table).where({ user_ref: userRef });
    const waves: { id: string; counts: boolean }[] = await trx('waves')
      .whereIn('id', mine('invitations').select('wave_id'))
      .orderBy('id')
      .forShare()
      .select('id')
      .select(
        trx.raw(`status = 'open' AND terms ->> 'mode' = 'anonymous' AS counts`),
      );
    const over = waves.flatMap(({ id, counts }) => (counts ? [] : [id]));
    await mine('participations').whereIn('wave_id', over).delete();
    await mine('invitations')
      .whereIn('wave_id', over)
      // Those of open waves are asked still, and may answer anew.
      .whereIn('wave_id', trx('waves').whereNot('status', 'open').select('id'))
      .delete();
    for (const table of [
      'confidential_responses',
      'drafts',
      'interview_volunteers',
      'asks',
      'panel_rounds',
      'prompts',
    ]) {
      await mine(table).delete();
    }
    await mine('preferences').where({ opted_out: false }).delete();
    await mine('preferences').update({ snoozed_until: null });
  }

  /** False when there was none. */
  async deleteResponse(
    trx: Knex.Transaction,
    waveId: string,
    userRef: string,
  ): Promise<boolean> {
    const deleted = await trx('confidential_responses')
      .where({ wave_id: waveId, user_ref: userRef })
      .delete();
    return deleted > 0;
  }

  /** So that the user can answer anew. */
  async deleteParticipation(
    trx: Knex.Transaction,
    waveId: string,
    userRef: string,
  ): Promise<void> {
    await trx('participations')
      .where({ wave_id: waveId, user_ref: userRef })
      .delete();
  }
}
