import {
  OutcomeChange,
  OutcomeState,
  ScoreSummary,
} from '@waymark-idp/plugin-conformity-common';
import { Knex } from 'knex';
import { checksOf } from './countSql';
import { decodeCursor, encodeCursor } from './cursor';
import { BELOW } from './groupSql';
import { unpackOutcomes } from './packedOutcomes';
import { ComponentRow, countsOf, stalenessOf, StoredOutcome } from './rows';
import { Page, ScoreSelection, ScoreStore } from './ScoreStore';

const SUMMARY_COLUMNS = [
  'entity_ref',
  'title',
  'owner',
  'system',
  'type',
  'lifecycle',
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

/** {@link ScoreStore} on PostgreSQL; no method takes more than two statements. */
export class DatabaseScoreStore implements ScoreStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseScoreStore {
    return new DatabaseScoreStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(entityRef: string): Promise<ComponentRow | undefined> {
    const row = await this.#knex<ComponentRow>('component_state')
      .where({ entity_ref: entityRef })
      .whereNull('gone_at')
      .first();
    return row && unpackOutcomes(row);
  }

  async count(request: ScoreSelection): Promise<number> {
    const [{ count }] = await this.#matching(request).count({ count: '*' });
    return Number(count);
  }

  #matching(request: ScoreSelection) {
    const { owner, owners, failingCheck, failingStandard, search } = request;
    const query = this.#knex<ComponentRow>('component_state');
    query.whereNull('gone_at');
    if (owner && request.below) {
      query.whereRaw(`owner IN (${BELOW} SELECT entity_ref FROM below)`, {
        group: owner,
      });
    } else if (owner) {
      query.where({ owner });
    }
    for (const column of ['system', 'type', 'lifecycle', 'level'] as const) {
      const value = request[column];
      if (value) query.where(column, value);
    }
    if (failingCheck) {
      query.whereRaw(
        '(:check = ANY(failed_checks) OR :check = ANY(error_checks))',
        { check: failingCheck },
      );
    }
    if (failingStandard) {
      query.whereRaw(
        `EXISTS (SELECT FROM unnest(standards, standards_passed, standards_answered)
           AS t(standard, passed, answered) WHERE standard = :standard AND passed < answered)`,
        { standard: failingStandard },
      );
    }
    if (owners) {
      query.whereRaw('owner = ANY(?)', [owners]);
    }
    if (search) {
      query.whereRaw(
        `position(lower(:search) IN lower(split_part(entity_ref, '/', 2) || ' ' || coalesce(title, ''))) > 0`,
        { search },
      );
    }
    return query;
  }

  async byRefs(entityRefs: string[]): Promise<ScoreSummary[]> {
    const rows = await this.#knex<ComponentRow>('component_state')
      .whereRaw('entity_ref = ANY(?)', [entityRefs])
      .whereNull('gone_at')
      .select(...SUMMARY_COLUMNS);
    return rows.map(toSummary);
  }

  async list(
    request: ScoreSelection & { limit: number },
  ): Promise<Page<ScoreSummary>> {
    const { cursor, limit } = request;
    const sortKey =
      request.sort === 'score' || request.sort === '-score'
        ? SORT_KEYS[request.sort]
        : undefined;
    const query = this.#matching(request).limit(limit + 1);
    query.select(...SUMMARY_COLUMNS);
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

  async check(id: string, limit: number) {
    const { rows: counts } = await this.#knex.raw<{
      rows: { state: OutcomeState; components: number }[];
    }>(
      `SELECT state, sum(n)::int AS components FROM (
         SELECT state, components AS n FROM outcome_count WHERE check_id = :id
         UNION ALL
         SELECT state, n FROM (${checksOf('s', '-1', {
           table: 'component_state s',
           where: 's.gone_at IS NOT NULL',
         })}) AS gone WHERE check_id = :id
       ) AS counted GROUP BY state`,
      { id },
    );
    const { rows } = await this.#knex.raw<{
      rows: {
        entity_ref: string;
        title: string | null;
        outcomes: StoredOutcome[];
      }[];
    }>(
      `SELECT s.entity_ref, s.title, s.outcomes FROM component_state s
       WHERE s.gone_at IS NULL AND (:id = ANY(s.failed_checks) OR :id = ANY(s.error_checks))
       ORDER BY s.entity_ref LIMIT :limit`,
      { id, limit },
    );
    const totals = new Map(
      counts.map(({ state, components }) => [state, components]),
    );
    return {
      counts: {
        passed: totals.get('passed') ?? 0,
        failed: totals.get('failed') ?? 0,
        'not-applicable': totals.get('not-applicable') ?? 0,
        waived: totals.get('waived') ?? 0,
        error: totals.get('error') ?? 0,
      },
      failing: rows.flatMap(row => {
        const { entity_ref: entityRef, title, outcomes } = unpackOutcomes(row);
        const outcome = outcomes.find(({ check }) => check === id);
        return outcome
          ? [
              {
                entityRef,
                title: title ?? undefined,
                state: outcome.state,
                message: outcome.message,
                since: outcome.since,
              },
            ]
          : [];
      }),
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
    type: row.type ?? undefined,
    lifecycle: row.lifecycle ?? undefined,
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
