/** The states of outcomes, as columns are named after them. */
export const STATE_COLUMNS = [
  'passed',
  'failed',
  'not_applicable',
  'waived',
  'error',
] as const;

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
    column?: (state: string) => string;
  } = {},
): string {
  const { table = row, where = 'true' } = options;
  const { column = state => `${state}_checks` } = options;
  return STATE_COLUMNS.map(
    state =>
      // Lists that are alike are counted before they are taken apart.
      `SELECT unnest(checks) AS check_id, '${state.replace(
        '_',
        '-',
      )}' AS state, n FROM (
         SELECT ${row}.${column(state)} AS checks, ${n} * count(*) AS n
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
