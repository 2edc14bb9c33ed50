import {
  ListScoresRequest,
  OutcomeChange,
  ScoreSummary,
  SummaryGroup,
  SummaryRow,
} from '@waymark-idp/plugin-conformity-common';
import { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';
import { ComponentRow, countsOf, stalenessOf, StoredOutcome } from './rows';
import { Page, ScoreStore } from './ScoreStore';
import { summarySql } from './summarySql';

const SUMMARY_COLUMNS = [
  'entity_ref',
  'title',
  'owner',
  'system',
  'evaluated_at',
  'score',
  'level',
  'passed',
  'failed',
  'not_applicable',
  'waived',
  'error',
  'stale_reason',
  'stale_since',
] satisfies (keyof ComponentRow)[];

// Both read upwards, and put components without a score last.
const SORT_KEYS = {
  score: 'coalesce(score, 101)',
  '-score': '-coalesce(score, -1)',
};

/** {@link ScoreStore} on PostgreSQL; each method is one statement. */
export class DatabaseScoreStore implements ScoreStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseScoreStore {
    return new DatabaseScoreStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(entityRef: string): Promise<ComponentRow | undefined> {
    return await this.#knex<ComponentRow>('component_state')
      .where({ entity_ref: entityRef })
      .first();
  }

  async byRefs(entityRefs: string[]): Promise<ScoreSummary[]> {
    const rows = await this.#knex<ComponentRow>('component_state')
      .whereRaw('entity_ref = ANY(?)', [entityRefs])
      .select(...SUMMARY_COLUMNS);
    return rows.map(toSummary);
  }

  async list(
    request: ListScoresRequest & { limit: number },
  ): Promise<Page<ScoreSummary>> {
    const { owner, system, level, failingCheck, cursor, limit } = request;
    const sortKey =
      request.sort === 'score' || request.sort === '-score'
        ? SORT_KEYS[request.sort]
        : undefined;
    const query = this.#knex<ComponentRow>('component_state').limit(limit + 1);
    query.select(...SUMMARY_COLUMNS);
    if (owner) query.where({ owner });
    if (system) query.where({ system });
    if (level) query.where({ level });
    if (failingCheck) {
      query.whereRaw('(outcomes @> ? OR outcomes @> ?)', [
        JSON.stringify([{ check: failingCheck, state: 'failed' }]),
        JSON.stringify([{ check: failingCheck, state: 'error' }]),
      ]);
    }
    if (sortKey) {
      query.select(this.#knex.raw(`${sortKey} AS sort_key`));
      query.orderByRaw(`${sortKey}, entity_ref`);
      if (cursor) {
        const [key, ref] = decodeCursor(cursor, ['number', 'string']);
        query.whereRaw(`(${sortKey}, entity_ref) > (?::real, ?)`, [
          key as number,
          ref as string,
        ]);
      }
    } else {
      query.orderBy('entity_ref');
      if (cursor) {
        const [ref] = decodeCursor(cursor, ['string']);
        query.where('entity_ref', '>', ref as string);
      }
    }
    const rows: (ComponentRow & { sort_key?: number })[] = await query;
    return page(rows, limit, toSummary, row =>
      sortKey ? [row.sort_key, row.entity_ref] : [row.entity_ref],
    );
  }

  async summary(by: SummaryGroup): Promise<SummaryRow[]> {
    const { rows } = await this.#knex.raw(summarySql(by));
    return rows.map((row: any) => ({
      key: row.key,
      components: row.components,
      score: row.score ?? undefined,
      counts: countsOf(row),
      levels: {
        none: row.level_none,
        bronze: row.level_bronze,
        silver: row.level_silver,
        gold: row.level_gold,
      },
    }));
  }

  async check(id: string, limit: number) {
    const { rows } = await this.#knex.raw<{
      rows: {
        entity_ref: string;
        title: string | null;
        outcome: StoredOutcome;
        state: StoredOutcome['state'];
        total: number;
      }[];
    }>(
      `WITH found AS (
         SELECT s.entity_ref, s.title, o AS outcome, o->>'state' AS state
         FROM component_state s, jsonb_array_elements(s.outcomes) AS o
         WHERE s.evaluated_at IS NOT NULL AND o->>'check' = :id
       ), ranked AS (
         SELECT *, count(*) OVER (PARTITION BY state)::int AS total,
           row_number() OVER (PARTITION BY state ORDER BY entity_ref) AS rank
         FROM found
       )
       SELECT entity_ref, title, outcome, state, total FROM ranked
       WHERE rank = 1 OR (state IN ('failed', 'error') AND rank <= :limit)
       ORDER BY entity_ref`,
      { id, limit },
    );
    const totals = new Map(rows.map(row => [row.state, row.total]));
    return {
      counts: {
        passed: totals.get('passed') ?? 0,
        failed: totals.get('failed') ?? 0,
        'not-applicable': totals.get('not-applicable') ?? 0,
        waived: totals.get('waived') ?? 0,
        error: totals.get('error') ?? 0,
      },
      failing: rows
        .filter(row => row.state === 'failed' || row.state === 'error')
        .slice(0, limit)
        .map(row => ({
          entityRef: row.entity_ref,
          title: row.title ?? undefined,
          state: row.state,
          message: row.outcome.message,
          since: row.outcome.since,
        })),
    };
  }

  async history(
    entityRef: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<Page<OutcomeChange>> {
    const query = this.#knex('outcome_change')
      .where({ entity_ref: entityRef })
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (cursor) {
      const [id] = decodeCursor(cursor, ['string']);
      query.whereRaw('id < ?::numeric', [
        /^\d{1,19}$/.test(id as string) ? (id as string) : 0,
      ]);
    }
    return page(await query, limit, toChange, row => [String(row.id)]);
  }
}

function page<Row, T>(
  rows: Row[],
  limit: number,
  map: (row: Row) => T,
  cursor: (row: Row) => unknown[],
): Page<T> {
  const shown = rows.slice(0, limit);
  return {
    items: shown.map(map),
    nextCursor:
      rows.length > limit
        ? encodeCursor(cursor(shown[shown.length - 1]))
        : undefined,
  };
}

function toSummary(
  row: Pick<ComponentRow, (typeof SUMMARY_COLUMNS)[number]>,
): ScoreSummary {
  return {
    entityRef: row.entity_ref,
    title: row.title ?? undefined,
    owner: row.owner ?? undefined,
    system: row.system ?? undefined,
    status: row.evaluated_at ? 'evaluated' : 'pending',
    score: row.score ?? undefined,
    level: row.level ?? undefined,
    evaluatedAt: row.evaluated_at?.toISOString(),
    stale: stalenessOf(row),
    counts: countsOf(row),
  };
}

function toChange(row: any): OutcomeChange {
  return {
    check: row.check_id,
    from: row.from_state ?? undefined,
    to: row.to_state ?? undefined,
    message: row.message,
    commit: row.commit ?? undefined,
    at: row.at.toISOString(),
  };
}
