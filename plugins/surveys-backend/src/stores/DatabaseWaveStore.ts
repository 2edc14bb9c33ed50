import type { Knex } from 'knex';
import type {
  PrivacyTerms,
  Question,
  Audience,
  Wave,
  WaveStatus,
} from '@waymark-idp/plugin-surveys-common';
import { InputError } from '@backstage/errors';
import type { InvitedGroup } from '../audience/groupsOf';

/** A wave with what only the backend needs to know of it. */
export interface StoredWave extends Wave {
  groups: InvitedGroup[];
  createdBy: string;
}

interface WaveRow {
  id: string;
  survey_id: string;
  title: string;
  description: string;
  questions: Question[];
  audience: Audience;
  terms: PrivacyTerms;
  status: WaveStatus;
  opens_at: Date | null;
  closes_at: Date;
  invited: number;
  groups: InvitedGroup[];
  created_by: string;
  created_at: Date;
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
    wave: Omit<StoredWave, 'id' | 'status' | 'invited' | 'groups'>,
  ): Promise<StoredWave> {
    const [row] = await this.#knex<WaveRow>('waves')
      .insert({
        survey_id: wave.surveyId,
        title: wave.title,
        description: wave.description,
        questions: JSON.stringify(wave.questions) as any,
        audience: JSON.stringify(wave.audience) as any,
        terms: JSON.stringify(wave.terms) as any,
        status: 'draft',
        opens_at: wave.opensAt ? new Date(wave.opensAt) : null,
        closes_at: new Date(wave.closesAt),
        created_by: wave.createdBy,
      })
      .returning('*');
    return fromRow(row);
  }

  async get(id: string, trx?: Knex.Transaction) {
    const row = await (trx ?? this.#knex)<WaveRow>('waves')
      .where({ id })
      .first();
    return row && fromRow(row);
  }

  async getMany(ids: string[]): Promise<Map<string, StoredWave>> {
    const rows = await this.#knex<WaveRow>('waves').whereIn('id', ids);
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
    limit: number;
    cursor?: string;
  }): Promise<{ items: StoredWave[]; nextCursor?: string }> {
    const query = this.#knex<WaveRow>('waves')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(options.limit + 1);
    if (options.status) query.where({ status: options.status });
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

  async markOpen(
    trx: Knex.Transaction,
    id: string,
    opened: { at: Date; invited: number; groups: InvitedGroup[] },
  ) {
    await trx<WaveRow>('waves')
      .where({ id })
      .update({
        status: 'open',
        opens_at: opened.at,
        invited: opened.invited,
        groups: JSON.stringify(opened.groups) as any,
      });
  }

  async markClosed(trx: Knex.Transaction, id: string, at: Date) {
    await trx<WaveRow>('waves')
      .where({ id })
      .update({ status: 'closed', closes_at: at });
  }
}

function fromRow(row: WaveRow): StoredWave {
  return {
    id: row.id,
    surveyId: row.survey_id,
    title: row.title,
    description: row.description,
    questions: row.questions,
    audience: row.audience,
    terms: row.terms,
    status: row.status,
    opensAt: row.opens_at?.toISOString(),
    closesAt: row.closes_at.toISOString(),
    invited: row.invited,
    groups: row.groups,
    createdBy: row.created_by,
  };
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
