import { CompiledStandard } from '@waymark-idp/plugin-conformity-node';
import { Outcome } from '@waymark-idp/plugin-conformity-common';
import { EvaluationResult, StandardTally } from '../database/EvaluationStore';
import { StoredOutcome } from '../database/rows';
import { compareOutcomes } from './compareOutcomes';
import { Evaluated } from './Finding';

/** What is to be stored of the outcomes of a component, compared with those before. */
export function toResult(
  finding: Evaluated,
  previous: StoredOutcome[] | undefined,
): EvaluationResult {
  const { claim, commit, outcomes, unavailable } = finding;
  return {
    claim,
    commit,
    treeDigest: finding.treeDigest,
    entityDigest: finding.entityDigest,
    standardsDigest: finding.standardsDigest,
    inputsDigest: finding.inputsDigest,
    graphDigest: finding.graphDigest,
    declarations: finding.declarations,
    declarationsDigest: finding.declarationsDigest,
    waiverRequests: finding.waiverRequests,
    score: finding.score,
    level: finding.level,
    ...compareOutcomes({ previous, outcomes, commit, at: claim.claimedAt }),
    standards: tallyOf(finding.standards, outcomes),
    unavailable: unavailable?.reason,
    retryAt: unavailable?.retryAt,
  };
}

/** How a component does against each standard that asks something of it. */
function tallyOf(
  standards: readonly CompiledStandard[],
  outcomes: readonly Outcome[],
): StandardTally[] {
  const stateOf = new Map(
    outcomes
      .filter(({ upcoming }) => !upcoming)
      .map(({ check, state }) => [check, state]),
  );
  return standards.flatMap(({ name, checks }) => {
    const tally = { standard: name, passed: 0, answered: 0 };
    for (const { id } of checks) {
      const state = stateOf.get(id);
      if (state === 'passed') {
        tally.passed += 1;
      }
      if (state === 'passed' || state === 'failed' || state === 'error') {
        tally.answered += 1;
      }
    }
    return tally.answered > 0 ? [tally] : [];
  });
}
