import { Upgrade } from '@waymark-idp/plugin-golden-path-common';
import { Knex } from 'knex';

/** The upgrades that were proposed. */
export interface UpgradeStore {
  /**
   * An open upgrade of the component to that version is brought up to date.
   * Undefined, and nothing written, where one to another version is open.
   */
  write(
    upgrade: Omit<Upgrade, 'id' | 'openedAt' | 'endedAt' | 'state'>,
  ): Promise<Upgrade | undefined>;
  findOpen(entityRef: string): Promise<Upgrade | undefined>;
  /** Newest first. */
  list(entityRef: string): Promise<Upgrade[]>;
  listOpen(): Promise<Upgrade[]>;
  /** Answers the upgrade where its state was another. */
  setState(url: string, state: Upgrade['state']): Promise<Upgrade | undefined>;
}

interface UpgradeRow {
  id: string;
  entity_ref: string;
  template_ref: string;
  from_version: string;
  to_version: string;
  state: Upgrade['state'];
  url: string;
  conflicts: number;
  opened_by: string;
  opened_at: Date;
  ended_at: Date | null;
}

/** {@link UpgradeStore} in PostgreSQL. */
export class DatabaseUpgradeStore implements UpgradeStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseUpgradeStore {
    return new DatabaseUpgradeStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async write(
    upgrade: Parameters<UpgradeStore['write']>[0],
  ): Promise<Upgrade | undefined> {
    const { rows } = await this.#knex.raw<{ rows: UpgradeRow[] }>(
      `INSERT INTO upgrade AS u (entity_ref, template_ref, from_version, to_version, state, url, conflicts, opened_by)
       VALUES (:entityRef, :templateRef, :from, :to, 'open', :url, :conflicts, :openedBy)
       ON CONFLICT (entity_ref) WHERE state = 'open'
       DO UPDATE SET url = excluded.url, conflicts = excluded.conflicts
       WHERE u.to_version = excluded.to_version
       RETURNING u.*`,
      upgrade,
    );
    return rows[0] && toUpgrade(rows[0]);
  }

  async findOpen(entityRef: string): Promise<Upgrade | undefined> {
    const row = await this.#rows()
      .where({ entity_ref: entityRef, state: 'open' })
      .first();
    return row && toUpgrade(row);
  }

  async list(entityRef: string): Promise<Upgrade[]> {
    const rows = await this.#rows()
      .where('entity_ref', entityRef)
      .orderBy('opened_at', 'desc')
      .limit(100);
    return rows.map(toUpgrade);
  }

  async listOpen(): Promise<Upgrade[]> {
    return (await this.#rows().where('state', 'open')).map(toUpgrade);
  }

  async setState(
    url: string,
    state: Upgrade['state'],
  ): Promise<Upgrade | undefined> {
    const [row] = await this.#knex<UpgradeRow>('upgrade')
      .where('url', url)
      .whereNot('state', state)
      .update({
        state,
        ended_at: state === 'open' ? null : (this.#knex.fn.now() as never),
      })
      .returning('*');
    return row && toUpgrade(row);
  }

  #rows() {
    return this.#knex<UpgradeRow>('upgrade').select<UpgradeRow[]>('*');
  }
}

function toUpgrade(row: UpgradeRow): Upgrade {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    templateRef: row.template_ref,
    from: row.from_version,
    to: row.to_version,
    state: row.state,
    url: row.url,
    conflicts: row.conflicts,
    openedBy: row.opened_by,
    openedAt: row.opened_at.toISOString(),
    endedAt: row.ended_at?.toISOString(),
  };
}
