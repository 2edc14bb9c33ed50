import { CompiledStandard } from '@waymark-idp/plugin-conformity-node';
import { Outcome, OutcomeState } from '@waymark-idp/plugin-conformity-common';
import { EvaluationResult, StandardTally } from '../database/EvaluationStore';
import { packOutcomes } from '../database/packedOutcomes';
import { StoredOutcome } from '../database/rows';
import { compareOutcomes } from './compareOutcomes';
import { Evaluated } from './Finding';

/** What is to be stored of the outcomes of a component, compared with those before. */
export function toResult(
  finding: Evaluated,
  previous?: StoredOutcome[],
): EvaluationResult {
  const { claim, commit, outcomes, unavailable } = finding;
  const compared = compareOutcomes({
    previous,
    outcomes,
    commit,
    at: claim.claimedAt,
  });
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
    outcomes: packOutcomes(compared.outcomes),
    checks: checksInState(outcomes),
    changes: compared.changes,
    standards: tallyOf(finding.standards, outcomes),
    unavailable: unavailable?.reason,
    retryAt: unavailable?.retryAt,
  };
}

function checksInState(
  outcomes: readonly Outcome[],
): Record<OutcomeState, string[]> {
  const checks: Record<OutcomeState, string[]> = {
    passed: [],
    failed: [],
    'not-applicable': [],
    waived: [],
    error: [],
  };
  for (const { check, state, upcoming } of outcomes) {
    if (!upcoming) {
      checks[state].push(check);
    }
  }
  return checks;
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
