import type { Knex } from 'knex';
import type { SurveyAnswers, Draft } from '@waymark-idp/plugin-surveys-common';

/** What people have filled in and not sent; confidential waves only. */
export class DatabaseDraftStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabaseDraftStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(waveId: string, userRef: string): Promise<Draft | undefined> {
    return this.#knex('drafts')
      .where({ wave_id: waveId, user_ref: userRef })
      .first('answers');
  }

  async save(
    trx: Knex.Transaction,
    waveId: string,
    userRef: string,
    answers: SurveyAnswers,
  ): Promise<void> {
    await trx('drafts')
      .insert({
        wave_id: waveId,
        user_ref: userRef,
        answers: JSON.stringify(answers),
      })
      .onConflict(['wave_id', 'user_ref'])
      .merge(['answers']);
  }

  /** Deletes the draft of one user, or all of the wave. */
  async delete(
    trx: Knex.Transaction,
    waveId: string,
    userRef?: string,
  ): Promise<void> {
    const query = trx('drafts').where({ wave_id: waveId }).delete();
    await (userRef ? query.where({ user_ref: userRef }) : query);
  }
}
