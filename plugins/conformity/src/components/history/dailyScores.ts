import {
  OutcomeChange,
  OutcomeState,
  Scorecard,
  scoreOf,
} from '@waymark-idp/plugin-conformity-common';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 365;

/**
 * The score at the end of each day in UTC, oldest first, found by taking the
 * changes back one by one. Counted with the checks of today, as the scorecard
 * has them: what they weigh, and which are enforced.
 *
 * @param changes - Newest first.
 * @param isComplete - Whether there are none before them: the series then begins
 *   with the first evaluation, which is no change. Where there may be more, the
 *   day of the oldest is left out: how it began is not known.
 */
export function dailyScores(
  scorecard: Pick<Scorecard, 'standards' | 'evaluatedAt'>,
  changes: readonly OutcomeChange[],
  isComplete: boolean,
): { day: string; score?: number }[] {
  const { standards, evaluatedAt } = scorecard;
  if (!evaluatedAt) {
    return [];
  }
  const checks = standards.flatMap(standard => standard.checks);
  const upcoming = new Set(
    checks.filter(it => it.outcome.upcoming).map(it => it.id),
  );
  const states = new Map<string, OutcomeState>(
    checks.map(({ id, outcome }) => [id, outcome.state]),
  );
  const dayOf = (at: string) => Math.floor(Date.parse(at) / DAY_MS);
  const days = changes.map(({ at }) => dayOf(at));
  const last = Math.max(dayOf(evaluatedAt), ...days);
  const first = Math.max(
    isComplete
      ? Math.min(last, ...days, ...checks.map(it => dayOf(it.outcome.since)))
      : Math.min(...days) + 1,
    last - LONGEST_DAYS + 1,
  );
  const points: { day: string; score?: number }[] = [];
  let next = 0;
  for (let day = last; day >= first; day -= 1) {
    for (; next < changes.length && dayOf(changes[next].at) > day; next += 1) {
      const { check, from } = changes[next];
      if (from) {
        states.set(check, from);
      } else {
        states.delete(check);
      }
    }
    const outcomes = [...states].map(([check, state]) => ({
      check,
      state,
      ...(upcoming.has(check) && { upcoming: true as const }),
    }));
    points.push({
      day: new Date(day * DAY_MS).toISOString().slice(0, 10),
      score: scoreOf(outcomes, checks).score,
    });
  }
  return points.reverse();
}
