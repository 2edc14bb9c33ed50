import type {
  PrivacyTerms,
  Results,
  Share,
  SurveyQuestion,
  Wave,
} from '@waymark-idp/plugin-surveys-common';
import {
  noisySize,
  nonResponseBounds,
  shareInterval,
} from '@waymark-idp/plugin-statistics-common';
import type { Cell } from '../audience/segmentsOf';
import { type Noise, noiseVariance, ODDS_LIMIT } from './noise';
import type { Scale } from './scaleOf';
import type { Weighting } from './weighting';

/** Below this response rate, what the silent ones might have said is shown. */
const RATE_FOR_WORST_CASE = 0.6;

/** With fewer items, the same answer to each is nothing to wonder at. */
export const FEWEST_STRAIGHT_LINED = 4;

/** How much of a step of an item's noise is set aside for the figure on straight-lining. */
export const STRAIGHT_LINING_PART = 0.5;

/** What is released of a wave, and by which means. */
export interface Release {
  wave: Wave;
  /** Ids of the segments. */
  segments: readonly string[];
  cells: readonly Cell[];
  /** Answered over invited. */
  rate: number;
  noise: Noise;
  shuffle: <T>(items: T[]) => T[];
  /** Undefined where nothing is broken down. */
  weighting?: Weighting;
  /** Results of earlier waves of the survey, the latest first. */
  earlier: readonly Results[];
  closedAt: string;
}

/** Draws noise for the figures of one question, all of one scale. */
export interface QuestionNoise {
  draw(figure: string, factor?: number): number;
  /** The scale of one draw, in answers. */
  width: number;
  /** Of one draw, in answers squared. */
  variance: number;
}

/**
 * The noise of a question: so much that one answer, in all figures it goes into,
 * moves the odds by no more than the terms of the wave say.
 */
export function noiseOf(
  question: SurveyQuestion,
  scale: Scale,
  release: Release,
): QuestionNoise {
  const { terms } = release.wave;
  const steps = stepsOf(question, scale, release);
  const width = steps / Math.log(oddsLimitOf(terms));
  return {
    draw: (figure, factor = 1) =>
      release.noise(`${question.id}/${figure}`, width * factor),
    width,
    variance: noiseVariance(width),
  };
}

/** In waves from before it was among the terms, what is usual. */
function oddsLimitOf({ oddsLimit = ODDS_LIMIT }: PrivacyTerms) {
  return oddsLimit;
}

/** By how much the counts can differ, in all, when one answer is another. */
function stepsOf(
  question: SurveyQuestion,
  scale: Scale,
  { wave, segments, cells }: Release,
): number {
  const options = scale.points.length;
  const groups = scale.isFavourable
    ? Math.max(
        0,
        ...segments.map(
          id => cells.filter(cell => cell.segments.includes(id)).length,
        ),
      )
    : 0;
  const most = 'most' in question ? question.most ?? options : options;
  const everyone = {
    ordered: 2,
    one: 2,
    several: Math.min(options, 2 * most),
    // First places, and points that are drawn with the factor options − 1.
    ranking: 2 + options,
  }[scale.kind];
  // With conditions, how many answered depends on an answer too.
  if (isConditional(question)) return everyone + 1 + 2 * groups;
  return straightLined(wave.questions).includes(question)
    ? everyone + groups + STRAIGHT_LINING_PART
    : everyone + groups;
}

/** The items among which the same answer to each is counted; none where they are few. */
export function straightLined(
  questions: readonly SurveyQuestion[],
): SurveyQuestion[] {
  const items = questions.filter(
    question => question.type === 'agreement' && !isConditional(question),
  );
  return items.length < FEWEST_STRAIGHT_LINED ? [] : items;
}

/** Whether how many answer it depends on what they answered before. */
export function isConditional(question: SurveyQuestion): boolean {
  return (question.askIf?.length ?? 0) > 0;
}

/** A share of so many answers, with everything that makes it uncertain. */
export function shareOf(options: {
  favourable: number;
  answered: number;
  /** Who could have answered; undefined where that is not known. */
  population?: number;
  noiseVariance: number;
  rate: number;
}): Share {
  const { favourable, answered, population, rate } = options;
  const counts = {
    successes: favourable,
    n: answered,
    noiseVariance: options.noiseVariance,
  };
  const value = favourable / answered;
  return {
    value,
    interval: shareInterval({
      share: value,
      size: noisySize({ ...counts, population }),
    }),
    effectiveSize: noisySize(counts),
    ...(population !== undefined &&
      rate < RATE_FOR_WORST_CASE && {
        worstCase: nonResponseBounds({
          successes: favourable,
          n: answered,
          population,
        }),
      }),
  };
}

/** Counts of 0 or more with the given sum, as near to the ones given as whole numbers can be. */
export function fitted(counts: readonly number[], total: number): number[] {
  const positive = counts.map(count => Math.max(0, count));
  const sum = positive.reduce((a, b) => a + b, 0);
  if (sum === 0) {
    return positive.map((_, at) => (at === 0 ? total : 0));
  }
  const exact = positive.map(count => (count * total) / sum);
  const whole = exact.map(Math.floor);
  const missing = total - whole.reduce((a, b) => a + b, 0);
  const byRemainder = [...exact.keys()].sort(
    (a, b) => exact[b] - whole[b] - (exact[a] - whole[a]) || a - b,
  );
  for (const at of byRemainder.slice(0, missing)) whole[at] += 1;
  return whole;
}
