import { normalCumulative } from './normal';
import { dominance, sortedSamples, tieCounts, TwoSamples } from './ranks';
import { rankSumDistribution } from './rankSumDistribution';

/** Up to so many values together, all ways to deal them out are counted. */
export const LARGEST_EXACT = 40;

/** @public */
export interface MannWhitneyResult {
  /** Pairs in which the first is greater, ties counting half; 0 to n₁ · n₂. */
  u: number;
  /** Two-sided, 0 to 1. */
  pValue: number;
  /** How the p-value was found. */
  method: 'exact' | 'approximate';
}

/**
 * The Mann–Whitney U test, also known as Wilcoxon's rank-sum test: does one
 * sample tend to larger values than the other?
 *
 * Assumes two independent samples and an ordered scale; no shape. Ties are
 * allowed, so answers from 1 to 5 are fine. Up to 40 values together the
 * p-value is exact, given the ties; above, it is the normal approximation with
 * tie and continuity correction. Where all values are equal, p is 1.
 *
 * Source: Mann and Whitney 1947, Annals of Mathematical Statistics 18(1):50–60,
 * doi 10.1214/aoms/1177730491; ties: Hollander, Wolfe and Chicken,
 * Nonparametric Statistical Methods, 3rd edition, 4.1.
 *
 * @example
 * ```ts
 * mannWhitney({ first: [1, 2, 3, 4], second: [3, 5, 5, 6] });
 * // { u: 1.5, pValue: 0.0857, method: 'exact' }
 * ```
 *
 * @throws RangeError for an empty sample or a value that is not finite.
 *
 * @public
 */
export function mannWhitney(samples: TwoSamples): MannWhitneyResult {
  const { first, second } = sortedSamples(samples);
  const [n, m] = [first.length, second.length];
  const balance = dominance(first, second).reduce((a, b) => a + b, 0);
  const u = (balance + n * m) / 2;
  const ties = tieCounts(first, second);
  const distance = Math.abs(u - (n * m) / 2);

  if (n + m <= LARGEST_EXACT) {
    const { share } = rankSumDistribution(ties, n);
    const pValue = share(other => Math.abs(other - (n * m) / 2) >= distance);
    return { u, pValue, method: 'exact' };
  }

  const size = n + m;
  const tied = ties.reduce((sum, t) => sum + (t ** 3 - t), 0);
  const variance = ((n * m) / 12) * (size + 1 - tied / (size * (size - 1)));
  const pValue =
    variance > 0
      ? 2 * normalCumulative(-Math.max(0, distance - 0.5) / Math.sqrt(variance))
      : 1;
  return { u, pValue: Math.min(1, pValue), method: 'approximate' };
}
