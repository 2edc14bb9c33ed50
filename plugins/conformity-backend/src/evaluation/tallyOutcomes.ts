import {
  Evaluation,
  Outcome,
  OutcomeState,
} from '@waymark-idp/plugin-conformity-common';
import { CompiledStandard } from '@waymark-idp/plugin-conformity-node';
import { ChecksByState, StandardTally } from '../database/EvaluationStore';
import { packOutcomes } from '../database/packedOutcomes';

/** Outcomes as they are stored the first time, and what is counted of them. */
export interface TalliedOutcomes extends Omit<Evaluation, 'outcomes'> {
  /** See `packOutcomes`. */
  outcomes: string;
  /** The checks in each state, without those that are not enforced yet. */
  checks: ChecksByState;
  standards: StandardTally[];
}

/**
 * @param options - `standards`: those that were asked. `at`: ISO date-time since
 *   when the outcomes are.
 */
export function tallyOutcomes(
  { outcomes, ...scored }: Evaluation,
  options: { standards: readonly CompiledStandard[]; at: string },
): TalliedOutcomes {
  return {
    ...scored,
    outcomes: packOutcomes(outcomes, options.at),
    checks: checksInState(outcomes),
    standards: tallyOf(options.standards, outcomes),
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
