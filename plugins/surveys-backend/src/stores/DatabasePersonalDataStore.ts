import type { Knex } from 'knex';
import type {
  PersonalData,
  SurveyAnswers,
} from '@waymark-idp/plugin-surveys-common';

/** What is stored under the name of one user. */
export class DatabasePersonalDataStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabasePersonalDataStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async invitations(userRef: string): Promise<PersonalData['invitations']> {
    return this.#knex('invitations as i')
      .join('waves as w', 'w.id', 'i.wave_id')
      .leftJoin('participations as p', join =>
        join.on('p.wave_id', 'i.wave_id').on('p.user_ref', 'i.user_ref'),
      )
      .where('i.user_ref', userRef)
      .orderBy('w.created_at')
      .select({ waveId: 'i.wave_id', title: 'w.title' })
      .select(this.#knex.raw('p.user_ref IS NOT NULL AS participated'));
  }

  async answers(
    table: 'drafts' | 'confidential_responses',
    userRef: string,
  ): Promise<{ waveId: string; answers: SurveyAnswers }[]> {
    return this.#knex(table)
      .where({ user_ref: userRef })
      .orderBy('wave_id')
      .select({ waveId: 'wave_id', answers: 'answers' });
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
