import type { Knex } from 'knex';
import type { Ask } from '../fatigue/mayAsk';

/** Longer than any clock looks back. */
const KEPT_DAYS = 400;

/** What people have said about being asked. */
export interface Preferences {
  optedOut: boolean;
  snoozedUntil?: Date;
}

/**
 * When people were asked, in which round of the panel they are, and what they
 * said about being asked. Nothing about answers.
 */
export class DatabaseAskStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabaseAskStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** By user ref, when each was asked. */
  async asksOf(
    userRefs: readonly string[],
    trx: Knex | Knex.Transaction = this.#knex,
  ): Promise<Map<string, Ask[]>> {
    const rows = await trx('asks').whereRaw('user_ref = ANY(?)', [
      [...userRefs],
    ]);
    const byUser = new Map<string, Ask[]>();
    for (const row of rows) {
      const ask = { surveyId: row.survey_id, at: row.at };
      const known = byUser.get(row.user_ref);
      if (known) known.push(ask);
      else byUser.set(row.user_ref, [ask]);
    }
    return byUser;
  }

  async addAsks(
    trx: Knex.Transaction,
    surveyId: string,
    asked: { userRef: string; at: Date }[],
  ): Promise<void> {
    await trx.raw(
      `INSERT INTO asks (user_ref, survey_id, at)
       SELECT user_ref, ?, at FROM unnest(?::text[], ?::timestamptz[]) AS t (user_ref, at)
       ON CONFLICT DO NOTHING`,
      [
        surveyId,
        asked.map(({ userRef }) => userRef),
        asked.map(({ at }) => at),
      ],
    );
  }

  async prune(now: Date): Promise<void> {
    const before = new Date(now.getTime() - KEPT_DAYS * 24 * 60 * 60 * 1000);
    await this.#knex('asks').where('at', '<', before).delete();
  }

  async rounds(surveyId: string): Promise<Map<string, number>> {
    const rows = await this.#knex('panel_rounds').where({
      survey_id: surveyId,
    });
    return new Map(rows.map(row => [row.user_ref, row.round]));
  }

  async saveRounds(
    trx: Knex.Transaction,
    surveyId: string,
    rounds: ReadonlyMap<string, number>,
  ): Promise<void> {
    await trx.raw(
      `INSERT INTO panel_rounds (survey_id, user_ref, round)
       SELECT ?, user_ref, round FROM unnest(?::text[], ?::int[]) AS t (user_ref, round)
       ON CONFLICT (survey_id, user_ref) DO UPDATE SET round = excluded.round`,
      [surveyId, [...rounds.keys()], [...rounds.values()]],
    );
  }

  async preferencesOf(userRef: string): Promise<Preferences> {
    const row = await this.#knex('preferences')
      .where({ user_ref: userRef })
      .first();
    return {
      optedOut: row?.opted_out ?? false,
      snoozedUntil: row?.snoozed_until ?? undefined,
    };
  }

  async savePreferences(userRef: string, preferences: Preferences) {
    await this.#knex('preferences')
      .insert({
        user_ref: userRef,
        opted_out: preferences.optedOut,
        snoozed_until: preferences.snoozedUntil ?? null,
      })
      .onConflict('user_ref')
      .merge();
  }

  async optedOut(): Promise<Set<string>> {
    const refs = await this.#knex('preferences')
      .where({ opted_out: true })
      .pluck('user_ref');
    return new Set(refs);
  }
}
