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
    invitations: { userRef: string; groupId: string; tellAt?: Date }[],
  ) {
    const rows = invitations.map(({ userRef, groupId, tellAt }) => ({
      wave_id: waveId,
      user_ref: userRef,
      group_id: groupId,
      tell_at: tellAt ?? null,
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
      .whereNull('w.prompt')
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

  /** Invites one more person; false when they were invited before. */
  async add(
    trx: Knex.Transaction,
    invitation: { waveId: string; userRef: string; groupId: string },
  ): Promise<boolean> {
    const added = await trx('invitations')
      .insert({
        wave_id: invitation.waveId,
        user_ref: invitation.userRef,
        group_id: invitation.groupId,
      })
      .onConflict()
      .ignore()
      .returning('user_ref');
    return added.length > 0;
  }

  /** No reminder before `until`; false when the user is not invited. */
  async snooze(waveId: string, userRef: string, until: Date): Promise<boolean> {
    const updated = await this.#knex('invitations')
      .where({ wave_id: waveId, user_ref: userRef })
      .update({ snoozed_until: until });
    return updated > 0;
  }

  /** Takes those of open waves who are to be told by now, so that nobody is told twice. */
  async takeToTell(now: Date): Promise<Map<string, string[]>> {
    const { rows } = await this.#knex.raw(
      `UPDATE invitations i SET tell_at = NULL
       FROM waves w
       WHERE w.id = i.wave_id AND w.status = 'open' AND i.tell_at <= ?
       RETURNING i.wave_id, i.user_ref`,
      [now],
    );
    const byWave = new Map<string, string[]>();
    for (const { wave_id: waveId, user_ref: userRef } of rows) {
      const known = byWave.get(waveId);
      if (known) known.push(userRef);
      else byWave.set(waveId, [userRef]);
    }
    return byWave;
  }

  /**
   * Who has not answered, and may be reminded: told of it, and neither of this
   * wave nor of all surveys wants to hear nothing now. By user ref, which says
   * nothing about when.
   */
  async toRemind(
    waveId: string,
    now: Date,
  ): Promise<{ userRefs: string[]; silent: number; answered: number }> {
    const rows = await this.#knex('invitations as i')
      .leftJoin('participations as p', join =>
        join.on('p.wave_id', 'i.wave_id').on('p.user_ref', 'i.user_ref'),
      )
      .leftJoin('preferences as f', 'f.user_ref', 'i.user_ref')
      .where('i.wave_id', waveId)
      .orderBy('i.user_ref')
      .select(
        'i.user_ref',
        this.#knex.raw('p.user_ref IS NOT NULL AS answered'),
        this.#knex.raw(
          `(i.tell_at IS NOT NULL OR coalesce(i.snoozed_until > ?, false)
            OR coalesce(f.opted_out OR f.snoozed_until > ?, false)) AS quiet`,
          [now, now],
        ),
      );
    const silent = rows.filter(row => !row.answered);
    return {
      userRefs: silent.filter(row => !row.quiet).map(row => row.user_ref),
      silent: silent.length,
      answered: rows.length - silent.length,
    };
  }
}
