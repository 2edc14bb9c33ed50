import { OutcomeState } from '@waymark-idp/plugin-conformity-common';
import { ChecksByState } from './EvaluationStore';

/** The states of outcomes, as columns are named after them. */
export const STATE_COLUMNS = [
  'passed',
  'failed',
  'not_applicable',
  'waived',
  'error',
] as const;

const STATES = STATE_COLUMNS.map(toState);

function toState(column: string): OutcomeState {
  return column.replace('_', '-') as OutcomeState;
}

/** The columns with the checks in each state. */
export const CHECK_COLUMNS = STATE_COLUMNS.map(state => `${state}_checks`);

/** A row per check of each row of a table, with its state, and `n`. */
export function checksOf(
  row: string,
  n: string,
  options: {
    /** Default: named as the row. */
    table?: string;
    where?: string;
  } = {},
): string {
  const { table = row, where = 'true' } = options;
  return STATE_COLUMNS.map(
    state =>
      // Lists that are alike are counted before they are taken apart.
      `SELECT unnest(checks) AS check_id, '${toState(state)}' AS state, n FROM (
         SELECT ${row}.${state}_checks AS checks, ${n} * count(*) AS n
         FROM ${table} WHERE ${where} GROUP BY 1
       ) AS ${state}_lists`,
  ).join(' UNION ALL ');
}

/**
 * Adds rows of `check_id`, `state` and `n` up in `outcome_count`. In one order,
 * so that two of these never wait for each other.
 */
export function countSql(deltas: string): string {
  return `
    INSERT INTO outcome_count AS c (check_id, state, components)
    SELECT check_id, state, sum(n)::int FROM (${deltas}) AS delta
    GROUP BY check_id, state HAVING sum(n) <> 0
    ORDER BY check_id, state
    ON CONFLICT (check_id, state) DO UPDATE SET components = c.components + excluded.components`;
}

/** Rows that are bound for {@link countSql}. */
export const DELTA_TYPES = { check_id: 'text', state: 'text', n: 'int' };

/** What evaluations do to the counts, all together. */
export function countDeltas(
  changes: readonly { checks: ChecksByState; checksBefore?: ChecksByState }[],
): { check_id: string; state: string; n: number }[] {
  return STATES.flatMap(state => {
    const counts = new Map<string, number>();
    for (const { checks, checksBefore } of changes) {
      for (const check of checks[state]) {
        counts.set(check, (counts.get(check) ?? 0) + 1);
      }
      for (const check of checksBefore?.[state] ?? []) {
        counts.set(check, (counts.get(check) ?? 0) - 1);
      }
    }
    return [...counts].map(([check_id, n]) => ({ check_id, state, n }));
  });
}
