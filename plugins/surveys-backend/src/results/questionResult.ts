import type {
  AnswerCount,
  Estimated,
  GroupResult,
  ReleasedQuestionResult,
  SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import {
  noisySize,
  netPromoterInterval,
} from '@waymark-idp/plugin-statistics-common';
import { groupResults } from './groupResults';
import {
  fitted,
  isConditional,
  noiseOf,
  type QuestionNoise,
  type Release,
  shareOf,
} from './release';
import type { Scale } from './scaleOf';
import { type StoredResponse, sumOf, tallies, type Tally } from './tallies';
import { weightedShareOf } from './weighting';

/** From this many answers on, "at least 90 %" leaves open who said what. */
const MINIMUM_FOR_BOUND = 10;

/** What a question releases, before it is compared and put into words. */
export type Unworded = Omit<ReleasedQuestionResult, 'sentence' | 'groups'> & {
  groups?: UnwordedGroup[];
};

/** What a group releases, before it is compared and put into words. */
export type UnwordedGroup =
  | Extract<GroupResult, { suppressed: true }>
  | Omit<Extract<GroupResult, { suppressed: false }>, 'change' | 'sentence'>;

/** What may be shown of the answers on a scale; undefined where nothing may. */
export function questionResult(
  question: SurveyQuestion,
  scale: Scale,
  responses: readonly StoredResponse[],
  release: Release,
): Unworded | undefined {
  const { wave, segments, rate } = release;
  const { minimumGroupSize } = wave.terms;
  const bySegment = tallies(question, scale, responses);
  const exact = sumOf(scale, bySegment, segments);
  if (exact.n < minimumGroupSize) return undefined;

  const noise = noiseOf(question, scale, release);
  const answered = answeredOf(question, exact, '', noise, release);
  const distribution = distributionOf(scale, exact, answered, noise);
  const favourable = favourableIn(scale, distribution);
  const shared: Unworded = {
    suppressed: false,
    answered,
    ...(!isConditional(question) && { asked: wave.invited }),
    dontKnowShare: exact.dontKnow / (answered + exact.dontKnow),
  };
  const groups = scale.isFavourable && {
    groups: groupResults({
      question,
      scale,
      bySegment,
      everyone: favourable,
      noise,
      release,
    }),
  };

  const chosen = distribution.filter(({ count }) => count > 0);
  if (scale.kind !== 'several' && chosen.length === 1) {
    if (answered < MINIMUM_FOR_BOUND || !scale.isFavourable) return undefined;
    return {
      ...shared,
      ...groups,
      favourableBound: favourable > 0 ? 'at-least-90' : 'at-most-10',
    };
  }
  const population = isConditional(question)
    ? undefined
    : wave.invited - exact.dontKnow;
  const share =
    scale.isFavourable &&
    shareOf({
      favourable,
      answered,
      population,
      noiseVariance: varianceOfSum(scale, noise),
      rate,
    });
  return {
    ...shared,
    distribution,
    ...(share && { favourable: share }),
    ...(share &&
      groups && {
        weighted: weightedShareOf(share, answered, groups.groups, release),
      }),
    ...groups,
    ...(scale.kind === 'ordered' && {
      mean: meanOf(distribution, answered, population, noise),
    }),
    ...(question.type === 'likelihood' && {
      netScore: netScoreOf(distribution, population, noise),
    }),
    ...(scale.kind === 'ranking' && {
      meanPlaces: meanPlaces(scale, exact, answered, noise),
    }),
  };
}

/**
 * How many answered: told as it is, except where it depends on an earlier answer
 * and would tell that.
 */
export function answeredOf(
  question: SurveyQuestion,
  { n }: Tally,
  cellId: string,
  noise: QuestionNoise,
  { wave }: Release,
): number {
  return isConditional(question)
    ? Math.max(wave.terms.minimumGroupSize, n + noise.draw(`${cellId}/n`))
    : n;
}

function distributionOf(
  scale: Scale,
  { counts }: Tally,
  answered: number,
  noise: QuestionNoise,
): AnswerCount[] {
  const noisy = counts.map(
    (count, at) => count + noise.draw(`/${scale.points[at].value}`),
  );
  const shown =
    scale.kind === 'several'
      ? noisy.map(count => Math.min(answered, Math.max(0, count)))
      : fitted(noisy, answered);
  return scale.points.map(({ value, label }, at) => ({
    value,
    label,
    count: shown[at],
  }));
}

function favourableIn(scale: Scale, distribution: readonly AnswerCount[]) {
  return distribution
    .filter(({ value }) => scale.isFavourable?.(Number(value)))
    .reduce((sum, { count }) => sum + count, 0);
}

/** The sum of m of K noisy counts that were fitted to a known total: m (K − m) / K draws. */
function varianceOfSum(scale: Scale, noise: QuestionNoise) {
  const all = scale.points.length;
  const some = scale.points.filter(({ value }) =>
    scale.isFavourable!(Number(value)),
  ).length;
  return (noise.variance * some * (all - some)) / all;
}

function meanOf(
  distribution: readonly AnswerCount[],
  answered: number,
  population: number | undefined,
  noise: QuestionNoise,
): Estimated {
  const over = (of: (value: number) => number) =>
    distribution.reduce(
      (sum, { value, count }) => sum + of(Number(value)) * count,
      0,
    ) / answered;
  const mean = over(value => value);
  const variance = over(value => (value - mean) ** 2);
  const size = noisySize({
    successes: answered / 2,
    n: answered,
    population,
    noiseVariance: noise.variance,
  });
  const half = 1.96 * Math.sqrt(variance / size);
  const points = distribution.map(({ value }) => Number(value));
  return {
    value: mean,
    interval: {
      lower: Math.max(Math.min(...points), mean - half),
      upper: Math.min(Math.max(...points), mean + half),
    },
  };
}

/** Promoters, passives and detractors of a distribution from 0 to 10. */
export function recommendationsIn(distribution: readonly AnswerCount[]) {
  const between = (from: number, to: number) =>
    distribution
      .filter(({ value }) => Number(value) >= from && Number(value) <= to)
      .reduce((sum, { count }) => sum + count, 0);
  return {
    promoters: between(9, 10),
    passives: between(7, 8),
    detractors: between(0, 6),
  };
}

function netScoreOf(
  distribution: readonly AnswerCount[],
  population: number | undefined,
  noise: QuestionNoise,
): Estimated {
  const counts = recommendationsIn(distribution);
  const answered = distribution.reduce((sum, { count }) => sum + count, 0);
  const { estimate, lower, upper } = netPromoterInterval({
    ...counts,
    population,
  });
  // Nine of eleven counts are in it, two with one sign and seven with the other.
  const ofNoise = (196 * Math.sqrt(9 * noise.variance)) / answered;
  return {
    value: estimate,
    interval: {
      lower: Math.max(-100, estimate - Math.hypot(estimate - lower, ofNoise)),
      upper: Math.min(100, estimate + Math.hypot(upper - estimate, ofNoise)),
    },
  };
}

function meanPlaces(
  scale: Scale,
  { points }: Tally,
  answered: number,
  noise: QuestionNoise,
) {
  const last = scale.points.length;
  return scale.points
    .map(({ value, label }, at) => {
      const noisy = points[at] + noise.draw(`/points/${value}`, last - 1);
      const place = last - noisy / answered;
      return { value, label, place: Math.min(last, Math.max(1, place)) };
    })
    .sort((a, b) => a.place - b.place);
}
