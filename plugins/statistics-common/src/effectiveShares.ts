import type { Estimate } from './newcombeDifference';
import { normalCumulative, zOf } from './normal';
import { finiteSize, type Interval, wilsonOfShare } from './wilsonInterval';

/** A share whose uncertainty is not that of so many whole answers. @public */
export interface EffectiveShare {
  /** 0 to 1. */
  share: number;
  /** How many independent answers it is worth, above 0; `Infinity` where it is known. */
  size: number;
}

/**
 * How many independent answers a share is worth that was counted with noise.
 *
 * The variance of the noise, in answers squared, is added to that of the
 * sampling, which `population` lowers. Unit: answers, 0 and up; `Infinity` for
 * all of a finite population without noise. Assumes noise with mean 0 that does
 * not depend on the answers.
 *
 * Source: 1 / size = (1 − f) / n + v / (n² p (1 − p)), with p moved off 0 and 1
 * by one answer each way (Agresti and Coull 1998, doi 10.2307/2685469).
 *
 * @example
 * ```ts
 * noisySize({ successes: 6, n: 9, noiseVariance: 1.8 }); // 4.9
 * ```
 *
 * @throws RangeError for no answers, or a negative variance.
 *
 * @public
 */
export function noisySize(options: {
  successes: number;
  n: number;
  /** The number of people the `n` were drawn from, where it is finite. */
  population?: number;
  /** Of the number of successes; 0 and up. */
  noiseVariance: number;
}): number {
  const { successes, n, population, noiseVariance } = options;
  if (!(n > 0) || !(noiseVariance >= 0)) {
    throw new RangeError(
      `n above 0 and noiseVariance of 0 or more are needed, not n=${n}, noiseVariance=${noiseVariance}`,
    );
  }
  const p = (successes + 1) / (n + 2);
  const sampling = 1 / finiteSize(n, population);
  return 1 / (sampling + noiseVariance / (n * n * p * (1 - p)));
}

/**
 * Wilson interval of a share that is worth `size` independent answers, such as a
 * weighted one, or one counted with noise.
 *
 * Unit: 0 to 1. Assumes that `size` says how uncertain it is. Source: as
 * `wilsonInterval`.
 *
 * @example
 * ```ts
 * shareInterval({ share: 0.7, size: 80 }); // { lower: 0.592…, upper: 0.789… }
 * ```
 *
 * @throws RangeError for a share outside 0 to 1 or a size that is not above 0.
 *
 * @public
 */
export function shareInterval(
  options: EffectiveShare & {
    /** Between 0 and 1, both excluded; 0.95 by default. */
    confidence?: number;
  },
): Interval {
  assertShareOf(options);
  return wilsonOfShare(
    options.share,
    options.size,
    zOf(options.confidence ?? 0.95),
  );
}

/**
 * Newcombe's difference of two such shares, with the p-value that fits the
 * interval: below 0.05 exactly where the 95 % interval leaves out 0.
 *
 * Unit: first less second, −1 to 1; p 0 to 1. Assumes independent samples; where
 * the same people answer twice it claims less than it could. Source: as
 * `newcombeDifference`, solved for the z at which a bound is 0.
 *
 * @example
 * ```ts
 * shareDifference({ first: { share: 0.8, size: 70 }, second: { share: 0.6, size: 80 } });
 * // { estimate: 0.2, lower: 0.0524, upper: 0.3339, pValue: 0.008 }
 * ```
 *
 * @throws RangeError for a share outside 0 to 1 or a size that is not above 0.
 *
 * @public
 */
export function shareDifference(options: {
  first: EffectiveShare;
  second: EffectiveShare;
  /** Between 0 and 1, both excluded; 0.95 by default. */
  confidence?: number;
}): Estimate & { pValue: number } {
  const { first, second } = options;
  assertShareOf(first);
  assertShareOf(second);
  const estimate = first.share - second.share;
  const bounds = (z: number) => {
    const one = wilsonOfShare(first.share, first.size, z);
    const two = wilsonOfShare(second.share, second.size, z);
    return {
      lower:
        estimate -
        Math.hypot(first.share - one.lower, two.upper - second.share),
      upper:
        estimate +
        Math.hypot(one.upper - first.share, second.share - two.lower),
    };
  };
  const { lower, upper } = bounds(zOf(options.confidence ?? 0.95));
  return {
    estimate,
    lower: Math.max(-1, lower),
    upper: Math.min(1, upper),
    pValue: pValueOf(z => {
      const at = bounds(z);
      return at.lower > 0 || at.upper < 0;
    }),
  };
}

/**
 * The two-sided p-value of a standard normal variable, 0 to 1. Source: normal
 * distribution, by series.
 *
 * @example
 * ```ts
 * normalPValue(1.96); // 0.05
 * ```
 *
 * @public
 */
export function normalPValue(z: number): number {
  return Math.min(1, 2 * normalCumulative(-Math.abs(z)));
}

/** The p at which an interval that grows with z stops leaving out 0. */
function pValueOf(leavesOutZero: (z: number) => boolean): number {
  let low = 0;
  let high = 9;
  if (leavesOutZero(high)) return 0;
  if (!leavesOutZero(1e-9)) return 1;
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (leavesOutZero(middle)) low = middle;
    else high = middle;
  }
  return normalPValue(low);
}

function assertShareOf({ share, size }: EffectiveShare): void {
  if (!(share >= 0 && share <= 1) || !(size > 0)) {
    throw new RangeError(
      `a share from 0 to 1 and a size above 0 are needed, not share=${share}, size=${size}`,
    );
  }
}
