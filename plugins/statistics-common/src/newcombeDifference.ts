import { zOf } from './normal';
import {
  assertCounts,
  finiteSize,
  Interval,
  ShareCounts,
  wilsonOfShare,
} from './wilsonInterval';

/** An estimate within its interval. @public */
export interface Estimate extends Interval {
  estimate: number;
}

/**
 * The difference between two shares, first less second, with Newcombe's hybrid
 * score interval.
 *
 * Unit: a difference of shares, −1 to 1; `lower ≤ estimate ≤ upper`. An
 * interval that leaves out 0 is a clear difference.
 *
 * Assumes two independent random samples. Where mostly the same people answer
 * twice and agree with themselves, the interval is wider than it had to be: it
 * errs on the side of "no clear change". With `population` each share's own
 * interval allows for how much of its population was seen.
 *
 * Source: Newcombe 1998, Statistics in Medicine 17:873–890, method 10.
 *
 * @example
 * ```ts
 * newcombeDifference({
 *   first: { successes: 56, n: 70 },
 *   second: { successes: 48, n: 80 },
 * }); // { estimate: 0.2, lower: 0.0524, upper: 0.3339 }
 * ```
 *
 * @throws RangeError when a number is not in its range, or nobody answered on
 * one side.
 *
 * @public
 */
export function newcombeDifference(options: {
  first: ShareCounts;
  second: ShareCounts;
  /** Between 0 and 1, both excluded; 0.95 by default. */
  confidence?: number;
}): Estimate {
  const { first, second, confidence = 0.95 } = options;
  const z = zOf(confidence);
  const [one, two] = [first, second].map(counts => {
    assertCounts(counts);
    if (counts.n === 0) {
      throw new RangeError('a difference needs answers on both sides, n is 0');
    }
    const share = counts.successes / counts.n;
    const size = finiteSize(counts.n, counts.population);
    return { share, ...wilsonOfShare(share, size, z) };
  });

  const estimate = one.share - two.share;
  return {
    estimate,
    lower: Math.max(
      -1,
      estimate - Math.hypot(one.share - one.lower, two.upper - two.share),
    ),
    upper: Math.min(
      1,
      estimate + Math.hypot(one.upper - one.share, two.share - two.lower),
    ),
  };
}
