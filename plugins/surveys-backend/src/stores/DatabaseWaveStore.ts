import type { Knex } from 'knex';
import type { WaveStatus } from '@waymark-idp/plugin-surveys-common';
import { InputError } from '@backstage/errors';
import {
  fromRow,
  type SeededDraw,
  type StoredWave,
  toRow,
  type WaveRow,
  type WaveToStore,
} from './waveRow';

/** What is fixed when a wave opens. */
export interface Opening
  extends Pick<
    StoredWave,
    | 'description'
    | 'questions'
    | 'languages'
    | 'translations'
    | 'invited'
    | 'groups'
    | 'cells'
    | 'leftOut'
  > {
  at: Date;
  panel?: SeededDraw;
}

/** Waves, and the lock that keeps answering, mixing and closing apart. */
export class DatabaseWaveStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabaseWaveStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insert(
    wave: WaveToStore,
    trx: Knex | Knex.Transaction = this.#knex,
  ): Promise<StoredWave> {
    const [row] = await trx<WaveRow>('waves')
      .insert(toRow(wave))
      .returning('*');
    return fromRow(row);
  }

  /** Undefined where the schedule has begun this wave already. */
  async insertScheduled(wave: WaveToStore): Promise<StoredWave | undefined> {
    const [row] = await this.#knex<WaveRow>('waves')
      .insert(toRow(wave))
      .onConflict(['schedule_id', 'occurrence'])
      .ignore()
      .returning('*');
    return row && fromRow(row);
  }

  async get(id: string, trx?: Knex.Transaction) {
    const row = await (trx ?? this.#knex)<WaveRow>('waves')
      .where({ id })
      .first();
    return row && fromRow(row);
  }

  async getMany(
    ids: string[],
    trx: Knex | Knex.Transaction = this.#knex,
  ): Promise<Map<string, StoredWave>> {
    const rows = await trx<WaveRow>('waves').whereIn('id', ids);
    return new Map(rows.map(row => [row.id, fromRow(row)]));
  }

  /**
   * Reads a wave and holds it until the transaction ends. `share` is for
   * answering, any number at a time; `update` is for opening, mixing and closing,
   * one at a time and nobody answering meanwhile.
   */
  async lock(trx: Knex.Transaction, id: string, mode: 'share' | 'update') {
    const query = trx<WaveRow>('waves').where({ id }).first();
    const row = await (mode === 'share' ? query.forShare() : query.forUpdate());
    return row && fromRow(row);
  }

  /** Newest first. */
  async list(options: {
    status?: WaveStatus;
    surveyId?: string;
    archived?: boolean;
    limit: number;
    cursor?: string;
  }): Promise<{ items: StoredWave[]; nextCursor?: string }> {
    const query = this.#knex<WaveRow>('waves')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(options.limit + 1);
    if (options.status) query.where({ status: options.status });
    if (options.surveyId) query.where({ survey_id: options.surveyId });
    if (options.archived) query.whereNotNull('archived_at');
    else query.whereNull('archived_at');
    if (options.cursor) {
      // The row itself knows its creation time to the microsecond.
      query.whereRaw(
        '(created_at, id) < (SELECT created_at, id FROM waves WHERE id = ?)',
        [decodeCursor(options.cursor)],
      );
    }
    const rows = await query;
    const items = rows.slice(0, options.limit).map(fromRow);
    return rows.length > options.limit
      ? { items, nextCursor: encodeCursor(items[items.length - 1].id) }
      : { items };
  }

  /** The waves whose time to open or to close has come. */
  async due(now: Date): Promise<{ toOpen: string[]; toClose: string[] }> {
    const rows = await this.#knex<WaveRow>('waves')
      .select('id', 'status')
      .where(where =>
        where
          .where('status', 'draft')
          .andWhere('opens_at', '<=', now)
          .andWhere('closes_at', '>', now),
      )
      .orWhere(where =>
        where.where('status', 'open').andWhere('closes_at', '<=', now),
      );
    const ids = (status: WaveStatus) =>
      rows.filter(row => row.status === status).map(row => row.id);
    return { toOpen: ids('draft'), toClose: ids('open') };
  }

  async markOpen(trx: Knex.Transaction, id: string, opening: Opening) {
    const json = (value: unknown) =>
      (value === undefined ? null : JSON.stringify(value)) as any;
    await trx<WaveRow>('waves')
      .where({ id })
      .update({
        status: 'open',
        opens_at: opening.at,
        invited: opening.invited,
        groups: json(opening.groups),
        cells: json(opening.cells),
        description: opening.description,
        questions: json(opening.questions),
        languages: json(opening.languages),
        translations: json(opening.translations),
        left_out: json(opening.leftOut),
        ...(opening.panel && { panel: json(opening.panel) }),
      });
  }

  async extend(trx: Knex.Transaction, id: string, closesAt: Date) {
    await trx<WaveRow>('waves')
      .where({ id })
      .update({
        extended_from: trx.raw('coalesce(extended_from, closes_at)') as any,
        closes_at: closesAt,
      });
  }

  async archive(trx: Knex.Transaction, id: string, at: Date) {
    await trx<WaveRow>('waves').where({ id }).update({ archived_at: at });
  }

  /** Deletes a wave that was not opened; false when it was, or is not there. */
  async deleteDraft(id: string): Promise<boolean> {
    const deleted = await this.#knex<WaveRow>('waves')
      .where({ id, status: 'draft' })
      .delete();
    return deleted > 0;
  }

  /** The open wave that the prompts of a survey are answered in. */
  async openPrompt(
    surveyId: string,
    trx: Knex | Knex.Transaction = this.#knex,
  ): Promise<StoredWave | undefined> {
    const row = await trx<WaveRow>('waves')
      .where({ survey_id: surveyId, status: 'open' })
      .whereNotNull('prompt')
      .first();
    return row && fromRow(row);
  }

  /** One more was asked, in a wave whose people join one by one. */
  async addInvited(trx: Knex.Transaction, id: string) {
    await trx<WaveRow>('waves')
      .where({ id })
      .update({
        invited: trx.raw('invited + 1') as any,
        groups: trx.raw(
          `jsonb_set(groups, '{0,invited}', to_jsonb(invited + 1))`,
        ) as any,
      });
  }

  /** Whether a schedule has a wave of another time that is open, or may open yet. */
  async hasUnclosed(
    scheduleId: string,
    occurrence: Date,
    now: Date,
  ): Promise<boolean> {
    const row = await this.#knex<WaveRow>('waves')
      .where({ schedule_id: scheduleId })
      .whereNot({ occurrence })
      .where(where =>
        where
          .where({ status: 'open' })
          .orWhere(draft =>
            draft.where({ status: 'draft' }).where('closes_at', '>', now),
          ),
      )
      .first('id');
    return row !== undefined;
  }

  /** Open waves that have reminders left. */
  async toRemind(now: Date): Promise<StoredWave[]> {
    const rows = await this.#knex<WaveRow>('waves')
      .where({ status: 'open' })
      .where('closes_at', '>', now)
      .whereRaw('reminders_sent < reminders');
    return rows.map(fromRow);
  }

  /** Counts a reminder before it is sent; false when another has. */
  async countReminder(id: string, sent: number): Promise<boolean> {
    const updated = await this.#knex<WaveRow>('waves')
      .where({ id, status: 'open' })
      .where('reminders_sent', '<', sent)
      .update({ reminders_sent: sent });
    return updated > 0;
  }

  async markClosed(trx: Knex.Transaction, id: string, at: Date) {
    await trx<WaveRow>('waves')
      .where({ id })
      .update({ status: 'closed', closes_at: at });
  }
}

function encodeCursor(id: string) {
  return Buffer.from(id).toString('base64url');
}

function decodeCursor(cursor: string) {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[0-9a-f-]{36}$/.test(id)) {
    throw new InputError(
      'The cursor is not one that this list returned; leave it out to start again.',
    );
  }
  return id;
}
