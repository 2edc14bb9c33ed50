import { assertCounts, Interval } from './wilsonInterval';

/**
 * What the share of the whole population can be at worst and at best: if all
 * who did not answer had said no, and if all had said yes.
 *
 * Unit: a share, 0 to 1; contains `successes / n`. No assumption at all about
 * who answers, hence wide: with 60 % answering it is 40 points wide. Show it
 * beside the interval when fewer than 60 % answered.
 *
 * Source: Manski 1989, Journal of Human Resources 24(3):343–360; Cochran,
 * Sampling Techniques, 3rd edition, 13.2.
 *
 * @example
 * ```ts
 * nonResponseBounds({ successes: 42, n: 58, population: 96 }); // { lower: 0.4375, upper: 0.8333 }
 * ```
 *
 * @throws RangeError unless `0 ≤ successes ≤ n ≤ population`, all whole, and
 * somebody is in the population.
 *
 * @public
 */
export function nonResponseBounds(options: {
  successes: number;
  n: number;
  /** Everybody the share is about, whether they answered or not; 1 and up. */
  population: number;
}): Interval {
  const { successes, n, population } = options;
  assertCounts(options);
  if (!(population >= 1)) {
    throw new RangeError(`population has to be 1 or more, not ${population}`);
  }
  return {
    lower: successes / population,
    upper: (successes + population - n) / population,
  };
}
