import type { Knex } from 'knex';

/**
 * Those who may be asked for an interview. A name and nothing else: no wave, no
 * time, nothing that an answer has too.
 */
export class DatabaseVolunteerStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabaseVolunteerStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Entity refs, in their order. */
  async list(): Promise<string[]> {
    return this.#knex('interview_volunteers')
      .orderBy('user_ref')
      .pluck('user_ref');
  }

  async has(userRef: string): Promise<boolean> {
    const row = await this.#knex('interview_volunteers')
      .where({ user_ref: userRef })
      .first();
    return row !== undefined;
  }

  async set(userRef: string, willing: boolean): Promise<void> {
    const row = { user_ref: userRef };
    await (willing
      ? this.#knex('interview_volunteers').insert(row).onConflict().ignore()
      : this.#knex('interview_volunteers').where(row).delete());
  }
}
