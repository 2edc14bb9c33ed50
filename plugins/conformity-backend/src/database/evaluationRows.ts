import { STATE_COLUMNS } from './countSql';
import { Claim, EvaluationResult, Look, Stored } from './EvaluationStore';
import { unpackOutcomes } from './packedOutcomes';
import { ComponentRow } from './rows';
import { arrayText, TextRow } from './rowSet';
import { toJsonb } from './toJsonb';

/** What an attempt has to know of a row `s`: not its outcomes, which are large. */
const COLUMNS = [
  'entity_ref',
  'attempt',
  'claimed_at',
  'owner',
  'title',
  'source_url',
  'entity_etag',
  'lost_attempts',
  'evaluated_at',
  'commit',
  'tree_digest',
  'entity_digest',
  'standards_digest',
  'inputs_digest',
  'declarations_digest',
  'score',
  'level',
  'stale_since',
] as const satisfies (keyof ComponentRow)[];

export const CLAIM_COLUMNS = COLUMNS.map(column => `s.${column}`).join(', ');
export type ClaimRow = Pick<ComponentRow, (typeof COLUMNS)[number]>;

export function toClaim(row: ClaimRow): Claim {
  return {
    entityRef: row.entity_ref,
    attempt: row.attempt,
    claimedAt: row.claimed_at!.toISOString(),
    owner: row.owner ?? undefined,
    title: row.title ?? undefined,
    sourceUrl: row.source_url,
    entityEtag: row.entity_etag,
    lostAttempts: row.lost_attempts,
    previous: row.evaluated_at
      ? {
          commit: row.commit ?? undefined,
          treeDigest: row.tree_digest ?? undefined,
          entityDigest: row.entity_digest ?? undefined,
          standardsDigest: row.standards_digest ?? undefined,
          inputsDigest: row.inputs_digest ?? undefined,
          declarationsDigest: row.declarations_digest ?? undefined,
          score: row.score ?? undefined,
          level: row.level ?? undefined,
          stale: row.stale_since !== null,
        }
      : undefined,
  };
}

/** The columns of what is stored. */
export type StoredRow = Pick<ComponentRow, 'entity_ref' | 'outcomes'> &
  Record<`${(typeof STATE_COLUMNS)[number]}_checks`, string[]>;

export function toStored(row: StoredRow): Stored {
  return {
    outcomes: unpackOutcomes(row).outcomes,
    checks: {
      passed: row.passed_checks,
      failed: row.failed_checks,
      'not-applicable': row.not_applicable_checks,
      waived: row.waived_checks,
      error: row.error_checks,
    },
  };
}

/** Names a row together with the attempt that may write it. */
export function toKey({ entityRef, attempt }: Claim | Look) {
  return { entity_ref: entityRef, attempt };
}

/** What the statement that writes results takes. */
export const RESULT_TYPES = {
  entity_ref: 'text',
  attempt: 'int',
  commit: 'text',
  tree_digest: 'text',
  entity_digest: 'text',
  standards_digest: 'text',
  inputs_digest: 'text',
  graph_digest: 'text',
  declarations: 'jsonb',
  declarations_digest: 'text',
  score: 'real',
  level: 'text',
  outcomes: 'json',
  changes: 'jsonb',
  passed: 'text[]',
  failed: 'text[]',
  not_applicable: 'text[]',
  waived: 'text[]',
  error: 'text[]',
  standards: 'text[]',
  standards_passed: 'int[]',
  standards_answered: 'int[]',
  unavailable: 'text',
  retry_at: 'timestamptz',
} as const;

/** A result as the statement that writes it takes it. */
export function toRow(
  result: EvaluationResult,
): TextRow<keyof typeof RESULT_TYPES> {
  const { checks } = result;
  return {
    ...toKey(result.claim),
    commit: result.commit,
    tree_digest: result.treeDigest,
    entity_digest: result.entityDigest,
    standards_digest: result.standardsDigest,
    inputs_digest: result.inputsDigest,
    graph_digest: result.graphDigest,
    declarations: result.declarations && toJsonb(result.declarations),
    declarations_digest: result.declarationsDigest,
    score: result.score,
    level: result.level,
    outcomes: result.outcomes,
    changes: toJsonb(result.changes),
    passed: arrayText(checks.passed),
    failed: arrayText(checks.failed),
    not_applicable: arrayText(checks['not-applicable']),
    waived: arrayText(checks.waived),
    error: arrayText(checks.error),
    standards: arrayText(result.standards.map(({ standard }) => standard)),
    standards_passed: arrayText(result.standards.map(({ passed }) => passed)),
    standards_answered: arrayText(
      result.standards.map(({ answered }) => answered),
    ),
    unavailable: result.unavailable,
    retry_at: result.retryAt?.toISOString(),
  };
}
