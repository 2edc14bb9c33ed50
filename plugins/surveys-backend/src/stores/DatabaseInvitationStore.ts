import type { Knex } from 'knex';

interface InvitationRow {
  wave_id: string;
  user_ref: string;
  group_id: string;
}

/** Who was asked, frozen when the wave opened. */
export class DatabaseInvitationStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabaseInvitationStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insert(
    trx: Knex.Transaction,
    waveId: string,
    invitations: { userRef: string; groupId: string }[],
  ) {
    const rows = invitations.map(({ userRef, groupId }) => ({
      wave_id: waveId,
      user_ref: userRef,
      group_id: groupId,
    }));
    // One statement carries 65,535 parameters at most.
    await trx.batchInsert('invitations', rows, 10_000);
  }

  /** The group that the user's answer counts for; undefined when not invited. */
  async groupOf(
    waveId: string,
    userRef: string,
    trx?: Knex.Transaction,
  ): Promise<string | undefined> {
    const row = await (trx ?? this.#knex)<InvitationRow>('invitations')
      .where({ wave_id: waveId, user_ref: userRef })
      .first('group_id');
    return row?.group_id;
  }

  /** The open waves that a user is asked to answer, those closing first first. */
  async openFor(
    userRef: string,
    now: Date,
  ): Promise<{ waveId: string; participated: boolean }[]> {
    const rows = await this.#knex('invitations as i')
      .join('waves as w', 'w.id', 'i.wave_id')
      .leftJoin('participations as p', join =>
        join.on('p.wave_id', 'i.wave_id').on('p.user_ref', 'i.user_ref'),
      )
      .where('i.user_ref', userRef)
      .where('w.status', 'open')
      .where('w.closes_at', '>', now)
      .orderBy('w.closes_at')
      .select(
        'i.wave_id',
        this.#knex.raw('p.user_ref IS NOT NULL AS answered'),
      );
    return rows.map(row => ({
      waveId: row.wave_id,
      participated: row.answered,
    }));
  }

  /** The group of everyone invited, by user ref. */
  async groupsOf(waveId: string): Promise<Map<string, string>> {
    const rows = await this.#knex<InvitationRow>('invitations')
      .where({ wave_id: waveId })
      .orderBy('user_ref');
    return new Map(rows.map(row => [row.user_ref, row.group_id]));
  }

  /** How many of each group have answered. */
  async participationByGroup(waveId: string): Promise<Map<string, number>> {
    const rows = await this.#knex('invitations as i')
      .join('participations as p', join =>
        join.on('p.wave_id', 'i.wave_id').on('p.user_ref', 'i.user_ref'),
      )
      .where('i.wave_id', waveId)
      .groupBy('i.group_id')
      .select('i.group_id')
      .count<{ group_id: string; count: string }[]>('* as count');
    return new Map(rows.map(row => [row.group_id, Number(row.count)]));
  }
}
