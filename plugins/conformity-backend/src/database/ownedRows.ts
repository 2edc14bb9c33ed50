import { Knex } from 'knex';
import { Written } from './EvaluationStore';

/**
 * Locks the rows of `result` that the attempts own, one by one: the planner
 * takes rows that are leased for rare, and would look for them in all.
 */
export const LOCKED = `SELECT s.* FROM (SELECT entity_ref, attempt FROM result ORDER BY entity_ref) AS r,
    LATERAL (
      SELECT s.entity_ref FROM component_state s
      WHERE s.entity_ref = r.entity_ref AND s.attempt = r.attempt AND s.leased_until IS NOT NULL
      LIMIT 1 FOR UPDATE
    ) AS s`;

/** Runs a statement that answers the rows it wrote. */
export async function rowsWritten(
  knex: Knex,
  sql: string,
  bindings: Record<string, Knex.Value>,
): Promise<Written[]> {
  const { rows } = await knex.raw<{
    rows: { entity_ref: string; again: boolean }[];
  }>(sql, bindings);
  return rows.map(row => ({ entityRef: row.entity_ref, again: row.again }));
}
