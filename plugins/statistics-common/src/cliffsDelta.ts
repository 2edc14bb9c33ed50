import { Estimate } from './newcombeDifference';
import { zOf } from './normal';
import { dominance, sortedSamples, TwoSamples } from './ranks';

/**
 * Cliff's delta: how much more often a value of the first sample is greater
 * than one of the second than the other way round.
 *
 * Unit: −1 (always smaller) to 1 (always greater), 0 for no tendency; equal to
 * 2U / (n₁ n₂) − 1; `lower ≤ estimate ≤ upper`. Swapping the samples changes the
 * sign. Assumes two independent samples and an ordered scale; ties are allowed.
 * Usual words: below 0.15 negligible, 0.33 small, 0.47 medium.
 *
 * Source: Cliff 1993, Psychological Bulletin 114(3):494–509,
 * doi 10.1037/0033-2909.114.3.494; interval: Feng and Cliff 2004, Journal of
 * Modern Applied Statistical Methods 3(2):322–332. Where the samples do not
 * overlap it is Wilson's interval of all out of the smaller sample.
 *
 * @example
 * ```ts
 * cliffsDelta({ first: [3, 4, 5, 5], second: [1, 2, 3, 4] });
 * // { estimate: 0.75, lower: 0.10, upper: 0.95 }
 * ```
 *
 * @throws RangeError for fewer than 2 values on a side, or values that are not
 * finite.
 *
 * @public
 */
export function cliffsDelta(
  options: TwoSamples & {
    /** Between 0 and 1, both excluded; 0.95 by default. */
    confidence?: number;
  },
): Estimate {
  const { first, second } = sortedSamples(options, 2);
  const z = zOf(options.confidence ?? 0.95);
  const [n, m] = [first.length, second.length];
  const ofFirst = dominance(first, second).map(each => each / m);
  const ofSecond = dominance(second, first).map(each => -each / n);
  const estimate = ofFirst.reduce((a, b) => a + b, 0) / n;

  if (Math.abs(estimate) === 1) {
    const smaller = Math.min(n, m);
    const bound = (smaller - z * z) / (smaller + z * z);
    return estimate > 0
      ? { estimate, lower: bound, upper: 1 }
      : { estimate, lower: -1, upper: -bound };
  }

  const around = (shares: Float64Array) =>
    shares.reduce((sum, share) => sum + (share - estimate) ** 2, 0);
  const decided = n * m - tiedPairs(first, second);
  const variance = Math.max(
    (m * m * around(ofFirst) +
      n * n * around(ofSecond) -
      (decided - n * m * estimate ** 2)) /
      (n * m * (n - 1) * (m - 1)),
    (1 - estimate ** 2) / (n * m - 1),
  );
  const spread = z * z * variance;
  const shrink = 1 - estimate ** 2 + spread;
  const centre = estimate - estimate ** 3;
  const half = z * Math.sqrt(variance * ((1 - estimate ** 2) ** 2 + spread));
  return {
    estimate,
    lower: Math.max(-1, Math.min(estimate, (centre - half) / shrink)),
    upper: Math.min(1, Math.max(estimate, (centre + half) / shrink)),
  };
}

function tiedPairs(first: Float64Array, second: Float64Array): number {
  const counts = new Map<number, number>();
  for (const value of second) counts.set(value, (counts.get(value) ?? 0) + 1);
  let pairs = 0;
  for (const value of first) pairs += counts.get(value) ?? 0;
  return pairs;
}
