import type { Knex } from 'knex';
import type {
  NewSchedule,
  WaveSchedule,
} from '@waymark-idp/plugin-surveys-common';

/** A schedule without what the database says of it. */
export type ScheduleToStore = NewSchedule &
  Pick<WaveSchedule, 'timeZone' | 'openForDays' | 'reminders' | 'createdBy'> & {
    nextAt?: Date;
  };

/** Waves that begin by themselves. */
export class DatabaseScheduleStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabaseScheduleStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(): Promise<WaveSchedule[]> {
    const rows = await this.#knex('schedules').orderBy([
      { column: 'next_at', nulls: 'last' },
      'created_at',
    ]);
    return rows.map(fromRow);
  }

  async get(id: string): Promise<WaveSchedule | undefined> {
    const row = await this.#knex('schedules').where({ id }).first();
    return row && fromRow(row);
  }

  async insert(schedule: ScheduleToStore): Promise<WaveSchedule> {
    const { surveyId, createdBy, nextAt, ...definition } = schedule;
    const [row] = await this.#knex('schedules')
      .insert({
        survey_id: surveyId,
        definition: JSON.stringify(definition),
        next_at: nextAt ?? null,
        created_by: createdBy,
      })
      .returning('*');
    return fromRow(row);
  }

  async update(
    id: string,
    change: { paused?: boolean; nextAt?: Date; lastProblem?: string },
  ): Promise<WaveSchedule | undefined> {
    const [row] = await this.#knex('schedules')
      .where({ id })
      .update({
        next_at: change.nextAt ?? null,
        last_problem: change.lastProblem ?? null,
        ...(change.paused !== undefined && { paused: change.paused }),
      })
      .returning('*');
    return row && fromRow(row);
  }

  async delete(id: string): Promise<boolean> {
    return (await this.#knex('schedules').where({ id }).delete()) > 0;
  }

  async due(now: Date): Promise<WaveSchedule[]> {
    const rows = await this.#knex('schedules')
      .where({ paused: false })
      .where('next_at', '<=', now);
    return rows.map(fromRow);
  }
}

function fromRow(row: any): WaveSchedule {
  return {
    ...row.definition,
    id: row.id,
    surveyId: row.survey_id,
    paused: row.paused,
    nextAt: row.next_at?.toISOString(),
    createdBy: row.created_by,
    lastProblem: row.last_problem ?? undefined,
  };
}
