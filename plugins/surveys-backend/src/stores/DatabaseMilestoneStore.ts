import type { Milestone } from '@waymark-idp/plugin-surveys-common';
import type { Knex } from 'knex';

/** More than a chart can show. */
const MOST = 500;

/** What happened that trends are read against. */
export class DatabaseMilestoneStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabaseMilestoneStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list({ from, to }: { from?: Date; to?: Date }): Promise<Milestone[]> {
    const query = this.#knex('milestones')
      .orderBy([{ column: 'happened_at', order: 'desc' }, 'id'])
      .limit(MOST);
    if (from) query.where('happened_at', '>=', from);
    if (to) query.where('happened_at', '<=', to);
    return (await query).map(fromRow);
  }

  /** `heard` names what can be heard of more than once, and is noted the first time. */
  async insert(
    milestone: Omit<Milestone, 'id' | 'happenedAt'> & {
      happenedAt: Date;
      createdBy: string;
      heard?: string;
    },
  ): Promise<Milestone | undefined> {
    const [row] = await this.#knex('milestones')
      .insert({
        kind: milestone.kind,
        title: milestone.title,
        link: milestone.link ?? null,
        happened_at: milestone.happenedAt,
        heard: milestone.heard ?? null,
        created_by: milestone.createdBy,
      })
      .onConflict('heard')
      .ignore()
      .returning('*');
    return row && fromRow(row);
  }

  async delete(id: string): Promise<boolean> {
    return (await this.#knex('milestones').where({ id }).delete()) > 0;
  }
}

function fromRow(row: any): Milestone {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    happenedAt: row.happened_at.toISOString(),
    ...(row.link && { link: row.link }),
  };
}
