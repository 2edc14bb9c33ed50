import { OutcomeState } from '@waymark-idp/plugin-conformity-common';
import { Claim, EvaluationResult } from './EvaluationStore';
import { ComponentRow } from './rows';

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

/** Names a row together with the attempt that may write it. */
export function toKey(claim: Claim) {
  return { entity_ref: claim.entityRef, attempt: claim.attempt };
}

/** A result as the statement that writes it takes it. */
export function toRow(result: EvaluationResult) {
  const inState: Record<OutcomeState, string[]> = {
    passed: [],
    failed: [],
    'not-applicable': [],
    waived: [],
    error: [],
  };
  for (const { check, state, upcoming } of result.outcomes) {
    if (!upcoming) {
      inState[state].push(check);
    }
  }
  const { 'not-applicable': not_applicable, ...others } = inState;
  return {
    ...toKey(result.claim),
    commit: result.commit,
    tree_digest: result.treeDigest,
    entity_digest: result.entityDigest,
    standards_digest: result.standardsDigest,
    inputs_digest: result.inputsDigest,
    graph_digest: result.graphDigest,
    declarations: result.declarations,
    declarations_digest: result.declarationsDigest,
    score: result.score,
    level: result.level,
    outcomes: result.outcomes,
    changes: result.changes,
    ...others,
    not_applicable,
    standards: result.standards.map(({ standard }) => standard),
    standards_passed: result.standards.map(({ passed }) => passed),
    standards_answered: result.standards.map(({ answered }) => answered),
    unavailable: result.unavailable,
    retry_at: result.retryAt,
  };
}
