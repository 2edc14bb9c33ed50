import { Knex } from 'knex';
import {
  Claim,
  DeclarationsListener,
  EvaluationResult,
  EvaluationStore,
  Look,
  Postponement,
  Stored,
  WritingListener,
  Written,
} from './EvaluationStore';
import {
  CLAIM_COLUMNS,
  ClaimRow,
  RESULT_TYPES,
  StoredRow,
  toClaim,
  toKey,
  toRow,
  toStored,
} from './evaluationRows';
import { CHECK_COLUMNS, countDeltas, countSql, DELTA_TYPES } from './countSql';
import { LOCKED, rowsWritten } from './ownedRows';
import { boundRows, RowTypes, rowSet, TextRow } from './rowSet';
import { LOOK_AFTER_SECONDS, WANTED } from './wantedSql';

const LEASE_SECONDS = 45;

// 15 s, 30 s, 1 min … 1 h.
const RETRY_AT = `clock_timestamp() + least(
  interval '1 hour', interval '15 seconds' * power(2, least(s.failures, 10)))`;

const LOOK_TYPES = {
  entity_ref: 'text',
  attempt: 'int',
  looked_at: 'timestamptz',
} as const;

const ENDED = `leased_until = NULL, lost_attempts = 0`;
const AGAIN = `s.wanted_at > s.claimed_at`;

/**
 * {@link EvaluationStore} on PostgreSQL; each method is one statement, which
 * locks its rows in the order of entity refs like every other one.
 *
 * An attempt owns a row while it is the last one and has not ended: a second
 * write of the same result, as after a lost answer, changes nothing.
 */
export class DatabaseEvaluationStore implements EvaluationStore {
  readonly #knex: Knex;
  readonly #lookAfter: number;
  readonly leaseSeconds: number;
  readonly #onDeclarationsChanged?: DeclarationsListener;
  readonly #onWriting?: WritingListener;

  static create(options: {
    knex: Knex;
    /** How long after its last sign of life an attempt counts as lost. Default 45. */
    leaseSeconds?: number;
    /** After which time to look whether anything is different. Default 3600. */
    lookAfterSeconds?: number;
    onDeclarationsChanged?: DeclarationsListener;
    onWriting?: WritingListener;
  }): DatabaseEvaluationStore {
    return new DatabaseEvaluationStore(options);
  }

  private constructor(
    options: Parameters<typeof DatabaseEvaluationStore.create>[0],
  ) {
    this.#knex = options.knex;
    this.#lookAfter = options.lookAfterSeconds ?? LOOK_AFTER_SECONDS;
    this.leaseSeconds = options.leaseSeconds ?? LEASE_SECONDS;
    this.#onDeclarationsChanged = options.onDeclarationsChanged;
    this.#onWriting = options.onWriting;
  }

  async claim(entityRefs: string[]): Promise<Claim[]> {
    return await this.#claim(
      `SELECT s.entity_ref FROM component_state s
       WHERE s.entity_ref = ANY(:entityRefs) AND ${WANTED} AND s.leased_until IS NULL
       ORDER BY s.entity_ref FOR UPDATE`,
      0,
      { entityRefs },
    );
  }

  async look(entityRefs: string[], standardsDigest: string): Promise<Look[]> {
    const { rows } = await this.#knex.raw<{ rows: Look[] }>(
      `SELECT s.entity_ref AS "entityRef", s.attempt,
         greatest(clock_timestamp(), s.wanted_at)::text AS "lookedAt",
         s.source_url AS "sourceUrl", s.commit, s.inputs_digest AS "inputsDigest"
       FROM component_state s
       WHERE s.entity_ref = ANY(:entityRefs) AND ${WANTED} AND s.leased_until IS NULL
         AND s.commit IS NOT NULL AND s.inputs_digest IS NOT NULL
         AND s.entity_digest = s.entity_etag AND s.standards_digest = :standardsDigest`,
      { entityRefs, standardsDigest, lookAfter: this.#lookAfter },
    );
    return rows;
  }

  /**
   * Without a lock beforehand, which would take half as long again. Rows are
   * found one by one in the order of refs, so that nobody waits in a circle; of
   * one that somebody writes meanwhile, it is asked once more whether it is free.
   */
  async confirmLook(looks: Look[]): Promise<Written[]> {
    if (looks.length === 0) {
      return [];
    }
    return await rowsWritten(
      this.#knex,
      `WITH result AS MATERIALIZED (
         ${rowSet(LOOK_TYPES)}
       )
       UPDATE component_state s SET
         evaluated_at = greatest(s.evaluated_at, r.looked_at),
         claimed_at = greatest(s.claimed_at, r.looked_at),
         stale_reason = NULL, stale_since = NULL, failures = 0, retry_at = NULL
       FROM (SELECT * FROM result ORDER BY entity_ref) AS r, LATERAL (
         SELECT f.ctid AS place FROM component_state f WHERE f.entity_ref = r.entity_ref LIMIT 1
       ) AS found
       WHERE s.ctid = found.place AND s.attempt = r.attempt AND s.leased_until IS NULL
       RETURNING s.entity_ref, s.wanted_at > r.looked_at AS again`,
      boundRows(
        LOOK_TYPES,
        looks.map(look => ({ ...toKey(look), looked_at: look.lookedAt })),
      ),
    );
  }

  async claimLost(entityRefs: string[]): Promise<Claim | undefined> {
    const [claim] = await this.#claim(
      `SELECT s.entity_ref FROM component_state s
       WHERE s.entity_ref = ANY(:entityRefs) AND ${WANTED} AND s.leased_until <= clock_timestamp()
       ORDER BY s.entity_ref LIMIT 1 FOR UPDATE SKIP LOCKED`,
      1,
      { entityRefs },
    );
    return claim;
  }

  async #claim(
    chosen: string,
    lost: number,
    bindings: Record<string, Knex.Value>,
  ): Promise<Claim[]> {
    const { rows } = await this.#knex.raw<{ rows: ClaimRow[] }>(
      `WITH chosen AS MATERIALIZED (${chosen})
       UPDATE component_state s SET
         attempt = s.attempt + 1,
         claimed_at = greatest(clock_timestamp(), s.wanted_at),
         leased_until = clock_timestamp() + make_interval(secs => :lease),
         lost_attempts = s.lost_attempts + :lost
       FROM chosen WHERE s.entity_ref = chosen.entity_ref
       RETURNING ${CLAIM_COLUMNS}`,
      {
        ...bindings,
        lost,
        lease: this.leaseSeconds,
        lookAfter: this.#lookAfter,
      },
    );
    return rows.map(toClaim);
  }

  async renew(claims: Claim[]): Promise<void> {
    await this.#fenced(
      claims.map(toKey),
      {},
      `leased_until = clock_timestamp() + make_interval(secs => :lease)`,
      { lease: this.leaseSeconds },
    );
  }

  async release(claims: Claim[]): Promise<void> {
    await this.#fenced(claims.map(toKey), {}, 'leased_until = NULL');
  }

  async stored(entityRefs: string[]): Promise<Map<string, Stored>> {
    const rows: StoredRow[] = await this.#knex('component_state')
      .whereRaw('entity_ref = ANY(?)', [entityRefs])
      .select('entity_ref', 'outcomes', ...CHECK_COLUMNS);
    return new Map(rows.map(row => [row.entity_ref, toStored(row)]));
  }

  async write(results: EvaluationResult[]): Promise<Written[]> {
    await this.#onWriting?.(results);
    const listener = this.#onDeclarationsChanged;
    const declaring = new Set(
      results
        .filter(
          ({ claim, declarationsDigest }) =>
            declarationsDigest !== undefined &&
            claim.previous?.declarationsDigest !== declarationsDigest,
        )
        .map(({ claim }) => claim.entityRef),
    );
    if (!listener || declaring.size === 0) {
      return await this.#write(this.#knex, results);
    }
    return await this.#knex.transaction(async trx => {
      const written = await this.#write(trx, results);
      const changed = written
        .map(({ entityRef }) => entityRef)
        .filter(ref => declaring.has(ref));
      if (changed.length > 0) {
        await listener(changed, trx);
      }
      return written;
    });
  }

  async #write(knex: Knex, results: EvaluationResult[]): Promise<Written[]> {
    for (let owned = results; owned.length > 0; ) {
      const written = await this.#writeOwned(knex, owned);
      if (written.length === owned.length) {
        return written;
      }
      // The counts were told for all of them: once more for those alone.
      const refs = new Set(written.map(({ entityRef }) => entityRef));
      owned = owned.filter(({ claim }) => refs.has(claim.entityRef));
    }
    return [];
  }

  /** Writes all of them, or none; answers those that could be. */
  async #writeOwned(
    knex: Knex,
    results: EvaluationResult[],
  ): Promise<Written[]> {
    return await rowsWritten(
      knex,
      `WITH result AS MATERIALIZED (
         ${rowSet(RESULT_TYPES)}
       ), owned AS MATERIALIZED (
         ${LOCKED}
       ), complete AS MATERIALIZED (
         SELECT WHERE (SELECT count(*) FROM owned) = :all
       ), counted AS (
         ${countSql(
           `${rowSet(DELTA_TYPES)} WHERE EXISTS (SELECT FROM complete)`,
         )}
       ), written AS (
         UPDATE component_state s SET
           evaluated_at = s.claimed_at, commit = r.commit, tree_digest = r.tree_digest,
           entity_digest = r.entity_digest, standards_digest = r.standards_digest,
           inputs_digest = r.inputs_digest, graph_digest = r.graph_digest,
           declarations = coalesce(r.declarations, s.declarations),
           declarations_digest = coalesce(r.declarations_digest, s.declarations_digest),
           score = r.score, level = r.level, outcomes = r.outcomes,
           passed_checks = r.passed, failed_checks = r.failed, waived_checks = r.waived,
           not_applicable_checks = r.not_applicable, error_checks = r.error,
           passed = cardinality(r.passed), failed = cardinality(r.failed),
           waived = cardinality(r.waived), not_applicable = cardinality(r.not_applicable),
           error = cardinality(r.error),
           standards = r.standards, standards_passed = r.standards_passed,
           standards_answered = r.standards_answered,
           stale_reason = r.unavailable,
           stale_since = CASE WHEN r.unavailable IS NOT NULL THEN coalesce(s.stale_since, s.claimed_at) END,
           failures = CASE WHEN r.unavailable IS NOT NULL THEN s.failures + 1 ELSE 0 END,
           retry_at = CASE WHEN r.unavailable IS NOT NULL THEN coalesce(r.retry_at, ${RETRY_AT}) END,
           ${ENDED}
         FROM result r, owned
         WHERE owned.entity_ref = r.entity_ref AND s.entity_ref = owned.entity_ref
           AND EXISTS (SELECT FROM complete)
         RETURNING s.entity_ref, ${AGAIN} AS again
       ), changed AS (
         INSERT INTO outcome_change (entity_ref, check_id, from_state, to_state, message, commit, at)
         SELECT entity_ref, c."check", c."from", c."to", c.message, c.commit, c.at
         FROM written JOIN result USING (entity_ref), jsonb_to_recordset(result.changes) AS c(
           "check" text, "from" text, "to" text, message text, commit text, at timestamptz)
       )
       SELECT entity_ref, again FROM owned LEFT JOIN written USING (entity_ref)`,
      {
        ...boundRows(RESULT_TYPES, results.map(toRow)),
        ...boundRows(DELTA_TYPES, countDeltas(results)),
        all: results.length,
      },
    );
  }

  async confirm(same: { claim: Claim; commit?: string }[]): Promise<Written[]> {
    return await this.#fenced(
      same.map(({ claim, commit }) => ({ ...toKey(claim), commit })),
      { commit: 'text' },
      `evaluated_at = s.claimed_at, commit = r.commit,
       stale_reason = NULL, stale_since = NULL, failures = 0, retry_at = NULL, ${ENDED}`,
    );
  }

  async postpone(postponements: Postponement[]): Promise<Written[]> {
    return await this.#fenced(
      postponements.map(({ claim, reason, retryAt }) => ({
        ...toKey(claim),
        reason,
        retry_at: retryAt?.toISOString(),
      })),
      { reason: 'text', retry_at: 'timestamptz' },
      `stale_reason = r.reason, stale_since = coalesce(s.stale_since, s.claimed_at),
       failures = s.failures + 1, retry_at = coalesce(r.retry_at, ${RETRY_AT}), ${ENDED}`,
    );
  }

  async forget(claims: Claim[]): Promise<Written[]> {
    return await this.#fenced(
      claims.map(toKey),
      {},
      `gone_at = clock_timestamp(), ${ENDED}`,
    );
  }

  async #fenced(
    rows: TextRow[],
    columns: RowTypes,
    set: string,
    bindings: Record<string, Knex.Value> = {},
  ): Promise<Written[]> {
    if (rows.length === 0) {
      return [];
    }
    const types = { entity_ref: 'text', attempt: 'int', ...columns };
    return await rowsWritten(
      this.#knex,
      `WITH result AS MATERIALIZED (
         ${rowSet(types)}
       ), owned AS MATERIALIZED (
         ${LOCKED}
       )
       UPDATE component_state s SET ${set}
       FROM result r, owned
       WHERE owned.entity_ref = r.entity_ref AND s.entity_ref = owned.entity_ref
       RETURNING s.entity_ref, ${AGAIN} AS again`,
      { ...bindings, ...boundRows(types, rows) },
    );
  }
}
