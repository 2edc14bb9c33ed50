import { Entity } from '@backstage/catalog-model';
import { CompiledStandard } from '@waymark-idp/plugin-conformity-node';
import { scoreOf } from '@waymark-idp/plugin-conformity-common';
import { Claim } from '../database/EvaluationStore';
import { TalliedOutcomes, tallyOutcomes } from './tallyOutcomes';

const QUARANTINE_MS = 3_600_000;

/**
 * The outcomes of a component whose evaluation ended whatever was at it, twice:
 * `error`, without another look until an hour later.
 */
export function quarantined(asked: {
  claim: Claim;
  standards: readonly CompiledStandard[];
  entity: Entity;
  why: string;
}): TalliedOutcomes & { unavailable: { reason: string; retryAt: Date } } {
  const { claim, standards, entity, why } = asked;
  const retryAt = new Date(Date.parse(claim.claimedAt) + QUARANTINE_MS);
  const reason = `Not evaluated: ${why}. The next attempt is at ${retryAt.toISOString()}; until then, see what in the repository is unusually large.`;
  const checks = standards.flatMap(standard => standard.checks);
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
    ...tallyOutcomes(
      { outcomes, ...scoreOf(outcomes, checks) },
      { standards, at: claim.claimedAt },
    ),
    unavailable: { reason, retryAt },
  };
}
