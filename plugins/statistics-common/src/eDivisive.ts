import { assertNumbers, assertShare, assertWhole } from './assertions';
import { Segment } from './energySegment';
import { Random, seededRandom } from './random';

/** The fewest observations with which a test at 5 % has a chance to find anything. @public */
export const FEWEST_FOR_CHANGE_POINTS = 8;

/** A place in a series where its distribution changed. @public */
export interface ChangePoint {
  /** Of the first observation of the new regime, counted from 0. */
  index: number;
  /** How far the two sides differ: the scaled energy statistic Q, 0 and up, in the unit of the values. */
  statistic: number;
  /** The share of permuted series with a statistic as large, 1 / (permutations + 1) to `level`. */
  pValue: number;
}

/** @public */
export interface EDivisiveOptions {
  /** The share of series without a change in which one may be claimed: 0.05 (default) for charts, 0.01 for alerts. */
  level?: number;
  /** The fewest observations of a regime, 2 or more; by default 3, and 5 from 30 observations on. */
  minSize?: number;
  /** How many permutations to draw: 199 (default), 999 for alerts. */
  permutations?: number;
  /** Whole number; the same seed gives the same answer. See `seedFrom`. */
  seed: number;
  /** Permute runs of so many neighbours instead of single observations: for autocorrelated series, about √T. 1 by default. */
  block?: number;
}

/**
 * Change points of a series: E-divisive, hierarchical splitting where the
 * energy distance between both sides is largest, each split tested by
 * permutation within the segments found so far.
 *
 * Unit: indices of the first observation of each new regime, ascending. Finds
 * any change of distribution (level or spread), assumes no shape. Assumes
 * independent observations at even steps, or with `block` observations that
 * depend only on near ones. A slow drift is reported as steps. With exactly 8
 * observations and no `block` all permutations are enumerated and p is exact.
 *
 * A series shorter than 8 observations, or than `2 · minSize`, cannot show a
 * change and is refused: an empty answer would read as "no change". See
 * `changePoints`, which answers in that case too.
 *
 * Source: Matteson and James 2014, Journal of the American Statistical
 * Association 109(505), doi 10.1080/01621459.2013.849605, with exponent 1 and
 * right ends at the ends of segments.
 *
 * @example
 * ```ts
 * eDivisive([5, 6, 5, 6, 5, 6, 9, 10, 9, 10, 9, 10], { seed: 1 });
 * // [{ index: 6, statistic: 20.4, pValue: 0.005 }]
 * ```
 *
 * @throws RangeError for too few observations, values that are not finite, or
 * options out of range; also where `permutations` are too few to reach `level`.
 *
 * @public
 */
export function eDivisive(
  values: readonly number[],
  options: EDivisiveOptions,
): ChangePoint[] {
  const size = values.length;
  const {
    level = 0.05,
    minSize = defaultMinSize(size),
    permutations = 199,
    block = 1,
  } = options;
  assertNumbers('values', values);
  assertShare('level', level);
  assertWhole('minSize', minSize, 2);
  assertWhole('permutations', permutations, 1);
  assertWhole('block', block, 1);
  const needed = observationsNeeded(minSize);
  if (size < needed) {
    throw new RangeError(
      `${size} observations are too few for change points, ${needed} are needed`,
    );
  }
  if (level * (permutations + 1) < 1) {
    throw new RangeError(
      `${permutations} permutations cannot show a change at level ${level}: ${
        Math.ceil(1 / level) - 1
      } or more are needed`,
    );
  }

  const random = seededRandom(options.seed);
  const exact = size === FEWEST_FOR_CHANGE_POINTS && block === 1;
  const centred = centre(values);
  const found: ChangePoint[] = [];
  const segments = [new Segment(centred, 0, minSize)];

  for (;;) {
    const widest = segments.reduce((a, b) =>
      b.split.statistic > a.split.statistic + a.tolerance ? b : a,
    );
    const { index, statistic } = widest.split;
    if (!(statistic > widest.tolerance)) break;

    const divisible = segments.filter(each => each.isDivisible);
    const threshold = statistic - widest.tolerance;
    const pValue = exact
      ? exactPValue(divisible, threshold)
      : drawnPValue(divisible, threshold, {
          permutations,
          level,
          block,
          random,
        });
    if (pValue > level) break;

    found.push({ index: widest.start + index, statistic, pValue });
    segments.splice(
      segments.indexOf(widest),
      1,
      new Segment(widest.values.subarray(0, index), widest.start, minSize),
      new Segment(widest.values.subarray(index), widest.start + index, minSize),
    );
  }
  return found.sort((a, b) => a.index - b.index);
}

/** @internal */
export function defaultMinSize(size: number): number {
  return size >= 30 ? 5 : 3;
}

/** @internal */
export function observationsNeeded(minSize: number): number {
  return Math.max(FEWEST_FOR_CHANGE_POINTS, 2 * minSize);
}

function drawnPValue(
  segments: Segment[],
  threshold: number,
  options: {
    permutations: number;
    level: number;
    block: number;
    random: Random;
  },
): number {
  const { permutations, level, block, random } = options;
  let reaching = 1;
  for (let drawn = 0; drawn < permutations; drawn++) {
    if (segments.some(each => each.permuted(block, random) >= threshold)) {
      reaching += 1;
      // The split is refused whatever the rest says: no need to draw it.
      if (reaching > level * (permutations + 1)) return 1;
    }
  }
  return reaching / (permutations + 1);
}

/** Segments are permuted independently, so the chances multiply. */
function exactPValue(segments: Segment[], threshold: number): number {
  return (
    1 -
    segments.reduce(
      (none, each) => none * (1 - each.shareReaching(threshold)),
      1,
    )
  );
}

/** A level far from 0 would cost digits: distances do not change with it. */
function centre(values: readonly number[]): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted[Math.floor(sorted.length / 2)];
  return Float64Array.from(values, value => value - middle);
}
