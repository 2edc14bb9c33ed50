import { FixProposal } from '@waymark-idp/plugin-conformity-common';
import { Knex } from 'knex';
import { FixStore, OpenedFix } from './FixStore';

const MOST_OPEN = 1000;
const MOST_LISTED = 100;

interface FixRow {
  id: string;
  entity_ref: string;
  checks: string[];
  state: FixProposal['state'];
  url: string;
  number: number;
  title: string;
  opened_by: string;
  opened_at: Date;
  ended_at: Date | null;
}

/** {@link FixStore} on PostgreSQL. */
export class DatabaseFixStore implements FixStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseFixStore {
    return new DatabaseFixStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async write(fix: OpenedFix): Promise<FixProposal> {
    const { rows } = await this.#knex.raw<{ rows: FixRow[] }>(
      `INSERT INTO fix_proposal (entity_ref, checks, state, url, number, title, opened_by)
       VALUES (:entityRef, :checks, 'open', :url, :number, :title, :openedBy)
       ON CONFLICT (url) DO UPDATE
         SET checks = excluded.checks, title = excluded.title, state = 'open', ended_at = NULL
       RETURNING *`,
      { ...fix },
    );
    return toFixProposal(rows[0]);
  }

  async list(entityRef: string): Promise<FixProposal[]> {
    const rows = await this.#rows()
      .where('entity_ref', entityRef)
      .orderBy([{ column: 'opened_at', order: 'desc' }, 'id'])
      .limit(MOST_LISTED);
    return rows.map(toFixProposal);
  }

  async listOpen(): Promise<string[]> {
    const rows = await this.#rows()
      .where('state', 'open')
      .orderBy('opened_at')
      .limit(MOST_OPEN);
    return rows.map(({ url }) => url);
  }

  async listRecent(entityRefs: string[]): Promise<FixProposal[]> {
    const rows = await this.#rows()
      .whereRaw('entity_ref = ANY(?)', [entityRefs])
      .whereRaw(
        `(state = 'open' OR (state = 'merged' AND ended_at > now() - interval '1 day'))`,
      )
      .orderBy('opened_at')
      .limit(MOST_OPEN);
    return rows.map(toFixProposal);
  }

  async setState(
    url: string,
    state: FixProposal['state'],
  ): Promise<FixProposal | undefined> {
    const [row] = await this.#knex<FixRow>('fix_proposal')
      .where('url', url)
      .whereNot('state', state)
      .update({
        state,
        ended_at: state === 'open' ? null : (this.#knex.fn.now() as never),
      })
      .returning('*');
    return row && toFixProposal(row);
  }

  #rows() {
    return this.#knex<FixRow>('fix_proposal').select<FixRow[]>('*');
  }
}

function toFixProposal(row: FixRow): FixProposal {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    checks: row.checks,
    state: row.state,
    url: row.url,
    number: row.number,
    title: row.title,
    openedBy: row.opened_by,
    openedAt: row.opened_at.toISOString(),
    ...(row.ended_at && { endedAt: row.ended_at.toISOString() }),
  };
}
