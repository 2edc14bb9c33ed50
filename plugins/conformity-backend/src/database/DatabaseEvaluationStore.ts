import { Knex } from 'knex';
import { Claim, EvaluationResult, EvaluationStore } from './EvaluationStore';
import { ComponentRow } from './rows';

// 15 s, 30 s, 1 min … 1 h.
const RETRY_AT = `clock_timestamp() + least(
  interval '1 hour', interval '15 seconds' * power(2, least(s.failures, 10)))`;

/** {@link EvaluationStore} on PostgreSQL; each method is one statement. */
export class DatabaseEvaluationStore implements EvaluationStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseEvaluationStore {
    return new DatabaseEvaluationStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async claim(entityRefs: string[]): Promise<Claim[]> {
    const { rows } = await this.#knex.raw<{ rows: ComponentRow[] }>(
      `UPDATE component_state s SET
         attempt = s.attempt + 1,
         claimed_at = greatest(clock_timestamp(), s.wanted_at)
       WHERE s.entity_ref = ANY(?)
         AND (s.evaluated_at IS NULL OR s.wanted_at > s.evaluated_at OR s.stale_since IS NOT NULL)
       RETURNING s.*`,
      [entityRefs],
    );
    return rows.map(toClaim);
  }

  async write(results: EvaluationResult[]): Promise<string[]> {
    return await this.#fenced(
      `WITH result AS (
         SELECT * FROM jsonb_to_recordset(CAST(:results AS jsonb)) AS r(
           entity_ref text, attempt int, commit text, tree_digest text, entity_digest text,
           standards_digest text, score real, level text, outcomes jsonb, changes jsonb,
           passed int, failed int, not_applicable int, waived int, error int, unavailable text)
       ), written AS (
         UPDATE component_state s SET
           evaluated_at = s.claimed_at, commit = r.commit, tree_digest = r.tree_digest,
           entity_digest = r.entity_digest, standards_digest = r.standards_digest,
           score = r.score, level = r.level, outcomes = r.outcomes, passed = r.passed,
           failed = r.failed, not_applicable = r.not_applicable, waived = r.waived, error = r.error,
           stale_reason = r.unavailable,
           stale_since = CASE WHEN r.unavailable IS NOT NULL THEN coalesce(s.stale_since, s.claimed_at) END,
           failures = CASE WHEN r.unavailable IS NOT NULL THEN s.failures + 1 ELSE 0 END,
           retry_at = CASE WHEN r.unavailable IS NOT NULL THEN ${RETRY_AT} END
         FROM result r
         WHERE s.entity_ref = r.entity_ref AND s.attempt = r.attempt
         RETURNING s.entity_ref
       ), changed AS (
         INSERT INTO outcome_change (entity_ref, check_id, from_state, to_state, message, commit, at)
         SELECT entity_ref, c."check", c."from", c."to", c.message, c.commit, c.at
         FROM written JOIN result USING (entity_ref), jsonb_to_recordset(result.changes) AS c(
           "check" text, "from" text, "to" text, message text, commit text, at timestamptz)
       )
       SELECT entity_ref FROM written`,
      { results: JSON.stringify(results.map(toRow)) },
    );
  }

  async confirm(claim: Claim, commit?: string): Promise<boolean> {
    const written = await this.#fenced(
      `UPDATE component_state s SET
         evaluated_at = s.claimed_at, commit = :commit,
         stale_reason = NULL, stale_since = NULL, failures = 0, retry_at = NULL
       WHERE s.entity_ref = :entity_ref AND s.attempt = :attempt
       RETURNING s.entity_ref`,
      { ...toKey(claim), commit: commit ?? null },
    );
    return written.length === 1;
  }

  async postpone(claim: Claim, reason: string): Promise<boolean> {
    const written = await this.#fenced(
      `UPDATE component_state s SET
         stale_reason = :reason, stale_since = coalesce(s.stale_since, s.claimed_at),
         failures = s.failures + 1, retry_at = ${RETRY_AT}
       WHERE s.entity_ref = :entity_ref AND s.attempt = :attempt
       RETURNING s.entity_ref`,
      { ...toKey(claim), reason },
    );
    return written.length === 1;
  }

  async forget(claim: Claim): Promise<boolean> {
    const removed = await this.#fenced(
      `DELETE FROM component_state s
       WHERE s.entity_ref = :entity_ref AND s.attempt = :attempt
       RETURNING s.entity_ref`,
      toKey(claim),
    );
    return removed.length === 1;
  }

  async #fenced(
    sql: string,
    bindings: Record<string, Knex.Value>,
  ): Promise<string[]> {
    const { rows } = await this.#knex.raw<{ rows: { entity_ref: string }[] }>(
      sql,
      bindings,
    );
    return rows.map(row => row.entity_ref);
  }
}

function toKey(claim: Claim) {
  return { entity_ref: claim.entityRef, attempt: claim.attempt };
}

function toRow(result: EvaluationResult) {
  const count = (state: string) =>
    result.outcomes.filter(outcome => outcome.state === state).length;
  return {
    ...toKey(result.claim),
    commit: result.commit,
    tree_digest: result.treeDigest,
    entity_digest: result.entityDigest,
    standards_digest: result.standardsDigest,
    score: result.score,
    level: result.level,
    outcomes: result.outcomes,
    changes: result.changes,
    passed: count('passed'),
    failed: count('failed'),
    not_applicable: count('not-applicable'),
    waived: count('waived'),
    error: count('error'),
    unavailable: result.unavailable,
  };
}

function toClaim(row: ComponentRow): Claim {
  return {
    entityRef: row.entity_ref,
    attempt: row.attempt,
    claimedAt: row.claimed_at!.toISOString(),
    owner: row.owner ?? undefined,
    title: row.title ?? undefined,
    sourceUrl: row.source_url,
    previous: row.evaluated_at
      ? {
          commit: row.commit ?? undefined,
          treeDigest: row.tree_digest ?? undefined,
          entityDigest: row.entity_digest ?? undefined,
          standardsDigest: row.standards_digest ?? undefined,
          score: row.score ?? undefined,
          level: row.level ?? undefined,
          outcomes: row.outcomes,
          stale: row.stale_since !== null,
        }
      : undefined,
  };
}
