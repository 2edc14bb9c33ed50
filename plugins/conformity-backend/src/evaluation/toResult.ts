import { CompiledStandard } from '@waymark-idp/plugin-conformity-node';
import { Outcome, OutcomeState } from '@waymark-idp/plugin-conformity-common';
import {
  ChecksByState,
  EvaluationResult,
  StandardTally,
  Stored,
} from '../database/EvaluationStore';
import { packOutcomes } from '../database/packedOutcomes';
import { compareOutcomes } from './compareOutcomes';
import { Evaluated } from './Finding';

/** What is to be stored of the outcomes of a component, compared with those before. */
export function toResult(
  finding: Evaluated,
  previous?: Stored,
): EvaluationResult {
  const { claim, commit, outcomes, unavailable } = finding;
  const compared = compareOutcomes({
    previous: previous?.outcomes,
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
    checksBefore: previous?.checks,
    changes: compared.changes,
    standards: tallyOf(finding.standards, outcomes),
    unavailable: unavailable?.reason,
    retryAt: unavailable?.retryAt,
  };
}

function checksInState(outcomes: readonly Outcome[]): ChecksByState {
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
  const standardOf = placesOf(standards);
  const tallies = standards.map(({ name }) => ({
    standard: name,
    passed: 0,
    answered: 0,
  }));
  for (const { check, state, upcoming } of outcomes) {
    const tally = tallies[standardOf.get(check) ?? -1];
    if (!tally || upcoming) {
      continue;
    }
    if (state === 'passed') {
      tally.passed += 1;
    }
    if (state === 'passed' || state === 'failed' || state === 'error') {
      tally.answered += 1;
    }
  }
  return tallies.filter(({ answered }) => answered > 0);
}

const places = new WeakMap<
  readonly CompiledStandard[],
  ReadonlyMap<string, number>
>();

/** The place of each check's standard; the same for a whole fleet. */
function placesOf(
  standards: readonly CompiledStandard[],
): ReadonlyMap<string, number> {
  let known = places.get(standards);
  if (!known) {
    known = new Map(
      standards.flatMap(({ checks }, place) =>
        checks.map(({ id }) => [id, place] as const),
      ),
    );
    places.set(standards, known);
  }
  return known;
}
