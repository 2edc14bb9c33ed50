import { Entity } from '@backstage/catalog-model';
import { Evaluation } from '@waymark-idp/plugin-conformity-common';
import { CompiledStandard } from '@waymark-idp/plugin-conformity-node';
import { scoreOf } from '@waymark-idp/plugin-conformity-common';
import { Claim } from '../database/EvaluationStore';

const QUARANTINE_MS = 3_600_000;

/**
 * The outcomes of a component whose evaluation ended the process that was at
 * it, twice: `error`, without another look until an hour later.
 */
export function quarantined(
  asked: { claim: Claim; standards: readonly CompiledStandard[] },
  entity: Entity,
): Evaluation & { unavailable: { reason: string; retryAt: Date } } {
  const retryAt = new Date(Date.parse(asked.claim.claimedAt) + QUARANTINE_MS);
  const reason = `Not evaluated: ${
    asked.claim.lostAttempts
  } attempts ended without a result, as when the memory is not enough. The next one is at ${retryAt.toISOString()}; until then, see what in the repository is unusually large.`;
  const checks = asked.standards.flatMap(standard => standard.checks);
  const outcomes = checks.map(check =>
    check.appliesTo(entity)
      ? {
          check: check.id,
          state: 'error' as const,
          message: reason,
          evidence: [],
        }
      : {
          check: check.id,
          state: 'not-applicable' as const,
          message: 'Not asked of this kind of component.',
          evidence: [],
        },
  );
  return {
    outcomes,
    ...scoreOf(outcomes, checks),
    unavailable: { reason, retryAt },
  };
}
