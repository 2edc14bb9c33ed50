import type { Knex } from 'knex';
import type {
  PrivacyMode,
  SurveyAnswers,
} from '@waymark-idp/plugin-surveys-common';
import type { StoredResponse } from '../results/tallies';

/**
 * Participations and responses: who has answered, and what was answered, without
 * anything that says which belongs to which.
 */
export class DatabaseResponseStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabaseResponseStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async hasParticipated(
    trx: Knex | Knex.Transaction,
    waveId: string,
    userRef: string,
  ): Promise<boolean> {
    const row = await trx('participations')
      .where({ wave_id: waveId, user_ref: userRef })
      .first(trx.raw('1'));
    return row !== undefined;
  }

  /**
   * Stores one response of a user, once: false when there was one already. The
   * participation is the guard; of several at the same time one gets through, and
   * the others wait for it.
   */
  async record(
    trx: Knex.Transaction,
    response: StoredResponse & {
      waveId: string;
      userRef: string;
      mode: PrivacyMode;
    },
  ): Promise<boolean> {
    const inserted = await trx('participations')
      .insert({ wave_id: response.waveId, user_ref: response.userRef })
      .onConflict()
      .ignore()
      .returning('wave_id');
    if (inserted.length === 0) return false;
    const row = {
      wave_id: response.waveId,
      group_id: response.groupId,
      answers: JSON.stringify(response.answers),
    };
    await (response.mode === 'anonymous'
      ? trx('responses').insert(row)
      : trx('confidential_responses').insert({
          ...row,
          user_ref: response.userRef,
          late: response.late,
        }));
    return true;
  }

  /** Open waves with at least `minimum` responses that were not mixed yet. */
  async toMix(minimum: number): Promise<string[]> {
    return this.#knex('responses as r')
      .join('waves as w', 'w.id', 'r.wave_id')
      .where('w.status', 'open')
      .where('r.mixed', false)
      .groupBy('r.wave_id')
      .havingRaw('count(*) >= ?', [minimum])
      .pluck('r.wave_id');
  }

  /**
   * Writes all participations and responses of a wave anew, each table in a
   * random order of its own, responses under fresh ids. Two rows written by one
   * submission share a transaction id (`xmin`) and their rank on the heap, which
   * a dump keeps; after this all rows have the id of this transaction, and the
   * rank says nothing. The wave has to be locked for update.
   *
   * `into` puts responses into coarser groups.
   */
  async mix(
    trx: Knex.Transaction,
    waveId: string,
    into: Record<string, string> = {},
  ): Promise<void> {
    await trx.raw(
      `WITH gone AS (
         DELETE FROM participations WHERE wave_id = ? RETURNING *
       )
       INSERT INTO participations (wave_id, user_ref)
       SELECT wave_id, user_ref FROM gone ORDER BY gen_random_uuid()`,
      [waveId],
    );
    await trx.raw(
      `WITH gone AS (
         DELETE FROM responses WHERE wave_id = ? RETURNING *
       )
       INSERT INTO responses (wave_id, group_id, answers, mixed)
       SELECT wave_id, coalesce(?::jsonb ->> group_id, group_id), answers, true
       FROM gone ORDER BY gen_random_uuid()`,
      [waveId, JSON.stringify(into)],
    );
  }

  /**
   * Takes away what mixing has left behind: PostgreSQL keeps deleted rows, with
   * their transaction ids, until they are vacuumed.
   */
  async vacuum(): Promise<void> {
    await this.#knex.raw(
      'VACUUM participations, responses, confidential_responses, drafts',
    );
  }

  async participated(waveId: string): Promise<number> {
    const [{ count }] = await this.#knex('participations')
      .where({ wave_id: waveId })
      .count<{ count: string }[]>('* as count');
    return Number(count);
  }

  async countByGroup(
    trx: Knex.Transaction,
    waveId: string,
  ): Promise<Map<string, number>> {
    const rows = await trx('responses')
      .where({ wave_id: waveId })
      .groupBy('group_id')
      .select('group_id')
      .count<{ group_id: string; count: string }[]>('* as count');
    return new Map(rows.map(row => [row.group_id, Number(row.count)]));
  }

  /** All responses of a wave. For computing its results, and nothing else. */
  async all(
    trx: Knex.Transaction,
    waveId: string,
    mode: PrivacyMode,
  ): Promise<StoredResponse[]> {
    const columns = ['group_id', 'answers'];
    const rows = await trx(tableOf(mode))
      .where({ wave_id: waveId })
      .select<{ group_id: string; answers: SurveyAnswers; late?: boolean }[]>(
        mode === 'anonymous' ? columns : [...columns, 'late'],
      );
    return rows.map(({ group_id: groupId, answers, late }) => ({
      ...{ groupId, answers, late },
    }));
  }

  /** Deletes what was answered in waves that closed before; their results stay. */
  async deleteOfWavesClosedBefore(time: Date): Promise<number> {
    const deleteFrom = (trx: Knex.Transaction, table: string) =>
      trx(table)
        .whereIn(
          'wave_id',
          trx('waves')
            .where({ status: 'closed' })
            .andWhere('closes_at', '<', time)
            .select('id'),
        )
        .delete();
    return this.#knex.transaction(async trx => {
      await deleteFrom(trx, 'participations');
      const anonymous = await deleteFrom(trx, 'responses');
      return anonymous + (await deleteFrom(trx, 'confidential_responses'));
    });
  }
}

function tableOf(mode: PrivacyMode) {
  return mode === 'anonymous' ? 'responses' : 'confidential_responses';
}
