import { EvaluationResult, Stored } from '../database/EvaluationStore';
import { packOutcomes, readOutcomes } from '../database/packedOutcomes';
import { compareOutcomes } from './compareOutcomes';
import { Evaluated } from './Finding';

/**
 * What is to be stored of the outcomes of a component, compared with those
 * before. The first ones change nothing: there was nothing.
 */
export function toResult(
  finding: Evaluated,
  previous?: Stored,
): EvaluationResult {
  const { kind, failure, unavailable, ...found } = finding;
  const compared =
    previous &&
    compareOutcomes({
      previous: previous.outcomes,
      outcomes: readOutcomes(found.outcomes),
      commit: found.commit,
      at: found.claim.claimedAt,
    });
  return {
    ...found,
    outcomes: compared ? packOutcomes(compared.outcomes) : found.outcomes,
    checksBefore: previous?.checks,
    changes: compared?.changes ?? [],
    unavailable: unavailable?.reason,
    retryAt: unavailable?.retryAt,
  };
}
