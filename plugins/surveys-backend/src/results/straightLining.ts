import type {
  StraightLining,
  SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import { shareInterval } from '@waymark-idp/plugin-statistics-common';
import {
  FEWEST_STRAIGHT_LINED,
  noiseOf,
  type Release,
  straightLined,
  STRAIGHT_LINING_PART,
} from './release';
import { byTime } from './earlyAndLate';
import { noiseVariance } from './noise';
import { scaleOf } from './scaleOf';
import { percent } from './sentences';
import type { StoredResponse } from './tallies';

/** With fewer responses the noise is larger than what there is to see. */
const FEWEST_ROWS = 20;

/**
 * How many ticked the same point all the way down, which may be what they think
 * or a way to be done. One figure for everyone, with noise; nobody is left out
 * for it.
 */
export function straightLiningOf(
  responses: readonly StoredResponse[],
  release: Release,
): StraightLining | undefined {
  const { wave, noise } = release;
  const items = straightLined(wave.questions);
  if (items.length === 0) return undefined;
  const rows = responses
    .map(({ answers }) =>
      items.flatMap(({ id }) =>
        typeof answers[id] === 'number' ? [answers[id] as number] : [],
      ),
    )
    .filter(row => row.length >= FEWEST_STRAIGHT_LINED);
  const fewest = Math.max(FEWEST_ROWS, wave.terms.minimumGroupSize);
  if (rows.length < fewest) return undefined;

  const exact = rows.filter(row => row.every(value => value === row[0])).length;
  const width = widthOf(items, release);
  const n = rows.length;
  const successes = Math.min(
    n,
    Math.max(0, exact + noise('straight-lining//count', width)),
  );
  const value = successes / n;
  const { lower, upper } = shareInterval({ share: value, size: n });
  const ofNoise = (1.96 * Math.sqrt(noiseVariance(width))) / n;
  const interval = {
    lower: Math.max(0, value - Math.hypot(value - lower, ofNoise)),
    upper: Math.min(1, value + Math.hypot(upper - value, ofNoise)),
  };
  return {
    questions: items.map(({ id }) => id),
    answered: n,
    value,
    interval,
    sentence: `About ${percent(value)} % (95 % interval ${percent(
      interval.lower,
    )}–${percent(
      interval.upper,
    )}) of the ${n} who answered ${FEWEST_STRAIGHT_LINED} or more of the ${
      items.length
    } agreement items ticked the same point in each`,
  };
}

/**
 * Wide enough for the part that every item has set aside for it, and the more so
 * for one that early and late answers are compared in.
 */
function widthOf(items: readonly SurveyQuestion[], all: Release) {
  const { release } =
    all.wave.terms.mode === 'confidential' ? byTime(all, []) : { release: all };
  return (
    Math.max(
      ...items.map(item => noiseOf(item, scaleOf(item)!, release).width),
    ) / STRAIGHT_LINING_PART
  );
}
