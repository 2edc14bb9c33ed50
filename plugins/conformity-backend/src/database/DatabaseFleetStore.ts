import {
  Heatmap,
  HeatmapRow,
  SummaryGroup,
  SummaryRow,
  TrendPoint,
} from '@waymark-idp/plugin-conformity-common';
import { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';
import { CheckPlace, FailingCheck, FleetStore } from './FleetStore';
import {
  ABOVE,
  BELOW,
  GROUP_COLUMNS,
  groupSql,
  isCounted,
  ROLLUP_GROUPS,
  RollupGroup,
} from './groupSql';
import { countsOf } from './rows';

/** {@link FleetStore} on PostgreSQL; each method is one statement. */
export class DatabaseFleetStore implements FleetStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseFleetStore {
    return new DatabaseFleetStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async summary(
    by: SummaryGroup,
    places: CheckPlace[],
    scope?: string[],
  ): Promise<SummaryRow[]> {
    const rows = await this.#rows(
      `SELECT * FROM (${groupSql(by, scope !== undefined)}) AS g ORDER BY key`,
      { ...placesOf(by, places), ...scopeOf(scope) },
    );
    return rows.map(row => ({ key: row.key, ...toGroup(row) }));
  }

  async heatmap(
    { limit, cursor }: { limit: number; cursor?: string },
    scope?: string[],
  ): Promise<Heatmap> {
    const [after] = cursor ? decodeCursor(cursor, ['string']) : [''];
    const rows: { owner: string; cells: HeatmapRow['cells'] }[] =
      await this.#rows(
        `${ABOVE}, own AS (
           SELECT s.owner, t.standard, count(*)::int AS components,
             sum(t.passed)::int AS passed, sum(t.answered)::int AS answered
           FROM component_state s,
             unnest(s.standards, s.standards_passed, s.standards_answered) AS t(standard, passed, answered)
           WHERE ${isCounted(scope !== undefined)}
           GROUP BY 1, 2
         ), cell AS (
           SELECT coalesce(above.key, own.owner, 'none') AS owner, standard,
             sum(components)::int AS components, sum(passed)::int AS passed, sum(answered)::int AS answered
           FROM own LEFT JOIN above ON above.entity_ref = own.owner
           GROUP BY 1, 2
         )
         SELECT owner, json_agg(json_build_object('standard', standard, 'components', components,
           'passed', passed, 'answered', answered) ORDER BY standard) AS cells
         FROM cell WHERE owner > :after
         GROUP BY owner ORDER BY owner LIMIT :limit`,
        { after: String(after), limit: limit + 1, ...scopeOf(scope) },
      );
    const items = rows.slice(0, limit);
    return {
      items,
      nextCursor:
        rows.length > limit
          ? encodeCursor([items[items.length - 1].owner])
          : undefined,
    };
  }

  async failingBelow(
    group: string,
    limits: { components: number },
    scope?: string[],
  ): Promise<FailingCheck[]> {
    const rows: {
      check_id: string;
      total: number;
      components: { entityRef: string; title: string | null }[];
    }[] = await this.#rows(
      `${BELOW}, failing AS (
         SELECT unnest(s.failed_checks || s.error_checks) AS check_id, s.entity_ref, s.title, s.score
         FROM component_state s JOIN below ON below.entity_ref = s.owner
         WHERE ${isCounted(scope !== undefined)}
       ), ranked AS (
         SELECT *, row_number() OVER (PARTITION BY check_id ORDER BY score, entity_ref) AS rank
         FROM failing
       )
       SELECT check_id, count(*)::int AS total,
         json_agg(json_build_object('entityRef', entity_ref, 'title', title) ORDER BY rank)
           FILTER (WHERE rank <= :most) AS components
       FROM ranked GROUP BY check_id`,
      { group, most: limits.components, ...scopeOf(scope) },
    );
    return rows.map(({ check_id, total, components }) => ({
      check: check_id,
      total,
      components: components.map(({ entityRef, title }) => ({
        entityRef,
        title: title ?? undefined,
      })),
    }));
  }

  async rollUp(day: string, places: CheckPlace[]): Promise<void> {
    const columns = GROUP_COLUMNS.join(', ');
    await this.#rows(
      `WITH fresh AS MATERIALIZED (
         ${ROLLUP_GROUPS.map(
           by =>
             `SELECT '${by}' AS group_by, key, ${columns} FROM (${groupSql(
               by,
               false,
             )}) AS g`,
         ).join(' UNION ALL ')}
       ), vanished AS (
         DELETE FROM daily_rollup d WHERE d.day = CAST(:day AS date)
           AND NOT EXISTS (SELECT FROM fresh f WHERE f.group_by = d.group_by AND f.key = d.key)
       )
       INSERT INTO daily_rollup AS d (day, group_by, key, ${columns})
       SELECT CAST(:day AS date), group_by, key, ${columns} FROM fresh
       ON CONFLICT (group_by, key, day) DO UPDATE SET
         ${GROUP_COLUMNS.map(c => `${c} = excluded.${c}`).join(', ')}`,
      { day, ...placesOf('standard', places) },
    );
  }

  async series(
    by: RollupGroup,
    key: string,
    days: number,
  ): Promise<TrendPoint[]> {
    const rows = await this.#rows(
      `SELECT to_char(day, 'YYYY-MM-DD') AS day, ${GROUP_COLUMNS.join(', ')}
       FROM daily_rollup
       WHERE group_by = :by AND key = :key
         AND day > CAST(clock_timestamp() AT TIME ZONE 'UTC' AS date) - CAST(:days AS int)
       ORDER BY day`,
      { by, key, days },
    );
    return rows.map(row => ({ day: row.day, ...toGroup(row) }));
  }

  async #rows(
    sql: string,
    bindings: Record<string, Knex.Value>,
  ): Promise<any[]> {
    const { rows } = await this.#knex.raw(sql, bindings);
    return rows;
  }
}

function placesOf(
  by: RollupGroup,
  places: CheckPlace[],
): Record<string, string[]> {
  return by === 'standard'
    ? {
        checks: places.map(({ check }) => check),
        standards: places.map(({ standard }) => standard),
      }
    : {};
}

function scopeOf(scope: string[] | undefined): Record<string, string[]> {
  return scope ? { scope } : {};
}

function toGroup(row: any): Omit<SummaryRow, 'key' | 'title'> {
  return {
    components: row.components,
    score:
      row.scored > 0
        ? Math.round((row.score_sum * 10) / row.scored) / 10
        : undefined,
    counts: countsOf(row),
    levels: {
      none: row.level_none,
      bronze: row.level_bronze,
      silver: row.level_silver,
      gold: row.level_gold,
    },
  };
}
