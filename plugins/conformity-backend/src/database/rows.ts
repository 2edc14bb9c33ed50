import {
  Level,
  Outcome,
  OutcomeCounts,
  Staleness,
} from '@waymark-idp/plugin-conformity-common';

/** An outcome as it is kept: with since when. */
export interface StoredOutcome extends Outcome {
  /** ISO date-time. */
  since: string;
}

/** A row of `component_state`, as PostgreSQL gives it. */
export interface ComponentRow {
  entity_ref: string;
  entity_etag: string;
  title: string | null;
  owner: string | null;
  system: string | null;
  type: string | null;
  lifecycle: string | null;
  source_url: string;
  wanted_at: Date;
  attempt: number;
  claimed_at: Date | null;
  failures: number;
  retry_at: Date | null;
  leased_until: Date | null;
  lost_attempts: number;
  gone_at: Date | null;
  evaluated_at: Date | null;
  commit: string | null;
  tree_digest: string | null;
  entity_digest: string | null;
  standards_digest: string | null;
  inputs_digest: string | null;
  declarations_digest: string | null;
  score: number | null;
  level: Level | null;
  outcomes: StoredOutcome[];
  passed: number;
  failed: number;
  not_applicable: number;
  waived: number;
  error: number;
  stale_reason: string | null;
  stale_since: Date | null;
}

/** The counts of a row of `component_state`, or of a sum over some. */
export function countsOf(
  row: Pick<
    ComponentRow,
    'passed' | 'failed' | 'not_applicable' | 'waived' | 'error'
  >,
): OutcomeCounts {
  return {
    passed: row.passed,
    failed: row.failed,
    'not-applicable': row.not_applicable,
    waived: row.waived,
    error: row.error,
  };
}

/** Why and since when a row of `component_state` is stale, if it is. */
export function stalenessOf(
  row: Pick<ComponentRow, 'stale_reason' | 'stale_since'>,
): Staleness | undefined {
  return row.stale_since
    ? {
        reason: row.stale_reason ?? '',
        since: row.stale_since.toISOString(),
      }
    : undefined;
}
