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

/** Standards where something needs work first, each with its checks by urgency. */
export function sortStandards(
  standards: ScorecardStandard[],
): ScorecardStandard[] {
  return standards
    .map(standard => ({
      ...standard,
      checks: [...standard.checks].sort(byUrgency),
    }))
    .sort(
      (a, b) =>
        Number(b.checks.some(needsWork)) - Number(a.checks.some(needsWork)),
    );
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
