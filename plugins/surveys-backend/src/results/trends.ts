import type {
  QuestionResult,
  Results,
  SurveyQuestion,
  Trend,
  TrendPoint,
} from '@waymark-idp/plugin-surveys-common';
import { changePoints, seedFrom } from '@waymark-idp/plugin-statistics-common';
import { beforeOf, wordingsOf } from './changes';
import type { Unworded } from './questionResult';
import type { Release } from './release';

/** An item over the waves of its survey, this one last. Made of released figures alone. */
export function trendOf(
  question: SurveyQuestion,
  now: Unworded,
  { wave, closedAt, earlier }: Release,
): Trend {
  const { points, startsWith } = pointsBefore(
    question,
    wordingsOf(question, wave),
    earlier,
  );
  const reference = { waveId: wave.id, title: wave.title, closedAt };
  const all = [...points, pointOf(reference, now)];
  return {
    points: all,
    ...(startsWith && { startsWith }),
    changePoints: changesIn(all, `${wave.surveyId}/${question.id}`),
  };
}

function pointsBefore(
  question: SurveyQuestion,
  wordings: Record<string, string>,
  earlier: readonly Results[],
): Pick<Trend, 'points' | 'startsWith'> {
  const skipped: TrendPoint[] = [];
  for (const results of earlier) {
    const before = beforeOf(question, wordings, [results]);
    if (before?.isBroken) {
      return { points: skipped, startsWith: 'new wording' };
    }
    if (before && !before.result.suppressed) {
      const { trend } = before.result;
      const points = trend?.points ?? [pointOf(before.since, before.result)];
      return {
        points: [...points, ...skipped],
        ...(trend?.startsWith && { startsWith: trend.startsWith }),
      };
    }
    if (before) skipped.unshift(before.since);
  }
  return { points: skipped };
}

function pointOf(
  { waveId, title, closedAt }: TrendPoint,
  result: Unworded | Extract<QuestionResult, { suppressed: false }>,
): TrendPoint {
  return {
    waveId,
    title,
    closedAt,
    ...(result.favourable && { favourable: result.favourable }),
    ...(result.netScore && { netScore: result.netScore }),
    answered: result.answered,
  };
}

function changesIn(
  points: readonly TrendPoint[],
  series: string,
): Trend['changePoints'] {
  const shown = points.flatMap(({ favourable }, index) =>
    favourable ? [{ index, value: favourable.value }] : [],
  );
  const found = changePoints(
    shown.map(({ value }) => value),
    { seed: seedFrom(`${series}/${shown.length}`) },
  );
  return found.state === 'ok'
    ? {
        state: 'ok',
        points: found.points.map(({ index, pValue, shift }) => ({
          index: shown[index].index,
          pValue,
          shift: {
            value: shift.estimate,
            interval: { lower: shift.lower, upper: shift.upper },
          },
        })),
      }
    : found;
}
