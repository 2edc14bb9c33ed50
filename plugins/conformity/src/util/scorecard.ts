import {
  CheckLevel,
  OutcomeState,
  Scorecard,
  ScorecardCheck,
  ScorecardStandard,
} from '@waymark-idp/plugin-conformity-common';

const levels: CheckLevel[] = ['bronze', 'silver', 'gold'];

const stateOrder: OutcomeState[] = [
  'failed',
  'error',
  'waived',
  'passed',
  'not-applicable',
];

/** Whether an evaluation is on its way. */
export function isEvaluating(
  scorecard: Pick<Scorecard, 'status' | 'wantedAt' | 'evaluatedAt'>,
): boolean {
  const { status, wantedAt, evaluatedAt } = scorecard;
  if (status === 'pending') {
    return true;
  }
  return (
    status === 'evaluated' &&
    wantedAt !== undefined &&
    evaluatedAt !== undefined &&
    Date.parse(wantedAt) > Date.parse(evaluatedAt)
  );
}

/** Whether somebody has to do something about a check now. */
export function needsWork(check: ScorecardCheck): boolean {
  const { state, upcoming } = check.outcome;
  return !upcoming && (state === 'failed' || state === 'error');
}

/** What needs work first, then the lower level, then the greater weight. */
export function byUrgency(a: ScorecardCheck, b: ScorecardCheck): number {
  return (
    stateOrder.indexOf(a.outcome.state) - stateOrder.indexOf(b.outcome.state) ||
    levels.indexOf(a.level) - levels.indexOf(b.level) ||
    b.weight - a.weight
  );
}

/** A check with the standard that it belongs to. */
export interface PlacedCheck {
  check: ScorecardCheck;
  standard: ScorecardStandard;
}

/** The checks of a scorecard by what one does about them. */
export interface SortedChecks {
  /** What gains most first. */
  needsWork: PlacedCheck[];
  /** Not enforced yet: the next to be first, and in a day what fails first. */
  upcoming: PlacedCheck[];
  waived: PlacedCheck[];
  /** By standard. */
  passed: ScorecardStandard[];
  notApplicable: ScorecardCheck[];
}

/** Sorts the checks of a scorecard by what one does about them. */
export function sortChecks(standards: ScorecardStandard[]): SortedChecks {
  const all = standards.flatMap(standard =>
    standard.checks.map(check => ({ check, standard })),
  );
  const applies = ({ check }: PlacedCheck) =>
    check.outcome.state !== 'not-applicable';
  return {
    needsWork: all
      .filter(({ check }) => needsWork(check))
      .sort((a, b) => byGain(a.check, b.check)),
    upcoming: all
      .filter(item => item.check.outcome.upcoming && applies(item))
      .sort(
        (a, b) =>
          (a.check.enforcedFrom ?? '').localeCompare(
            b.check.enforcedFrom ?? '',
          ) || byUrgency(a.check, b.check),
      ),
    waived: all.filter(
      ({ check }) =>
        check.outcome.state === 'waived' && !check.outcome.upcoming,
    ),
    passed: standards
      .map(standard => ({
        ...standard,
        checks: standard.checks.filter(isPassed),
      }))
      .filter(standard => standard.checks.length > 0),
    notApplicable: all.filter(item => !applies(item)).map(({ check }) => check),
  };
}

function isPassed({ outcome }: ScorecardCheck): boolean {
  return outcome.state === 'passed' && !outcome.upcoming;
}

/** The greater weight first, then the lower level. */
function byGain(a: ScorecardCheck, b: ScorecardCheck): number {
  return (
    b.weight - a.weight || levels.indexOf(a.level) - levels.indexOf(b.level)
  );
}

/** How many points of the score each weight of a check that needs work is worth. */
export function pointsPerWeight(standards: ScorecardStandard[]): number {
  const applicable = standards
    .flatMap(standard => standard.checks)
    .filter(check => needsWork(check) || isPassed(check))
    .reduce((sum, check) => sum + check.weight, 0);
  return applicable === 0 ? 0 : 100 / applicable;
}

/** The checks worth fixing first, across standards. */
export function worstChecks(
  scorecard: Scorecard,
  count: number,
): ScorecardCheck[] {
  return scorecard.standards
    .flatMap(standard => standard.checks)
    .filter(needsWork)
    .sort(
      (a, b) =>
        levels.indexOf(a.level) - levels.indexOf(b.level) ||
        b.weight - a.weight,
    )
    .slice(0, count);
}

/**
 * What keeps a component from the level above its own; undefined when it is at
 * the top, or has no level at all.
 */
export function nextLevel(
  scorecard: Scorecard,
): { level: CheckLevel; checks: ScorecardCheck[] } | undefined {
  if (scorecard.level === undefined || scorecard.level === 'gold') {
    return undefined;
  }
  const reached =
    scorecard.level === 'none' ? -1 : levels.indexOf(scorecard.level);
  const level = levels[reached + 1];
  const checks = worstChecks(scorecard, Infinity).filter(
    check => levels.indexOf(check.level) <= reached + 1,
  );
  return { level, checks };
}
