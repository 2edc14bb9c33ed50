import { assertWeights, kishEffectiveSize } from './kishEffectiveSize';
import { Estimate } from './newcombeDifference';
import { zOf } from './normal';
import { finiteSize, wilsonOfShare } from './wilsonInterval';

/** @public */
export interface WeightedShare extends Estimate {
  /** Kish's effective size, which the interval rests on. */
  effectiveSize: number;
}

/**
 * A weighted share with Wilson's interval at Kish's effective size.
 *
 * Unit: shares, 0 to 1; `lower ≤ estimate ≤ upper`. Assumes that the weights
 * are known, not estimated, and unrelated to the answers. With `population`, the
 * effective size is corrected as in `wilsonInterval`, by the share of people who
 * answered. Show it next to the unweighted share, never instead.
 *
 * Source: Kish 1965, Survey Sampling, 11.7; effective sizes in score intervals:
 * Korn and Graubard 1998, Survey Methodology 24(2):193–201.
 *
 * @example
 * ```ts
 * weightedShare({ weights: [1, 1, 3], successes: [true, false, true] });
 * // { estimate: 0.8, lower: 0.24, upper: 0.98, effectiveSize: 2.27 }
 * ```
 *
 * @throws RangeError for weights that are negative, not finite or all 0, or
 * not one for each answer.
 *
 * @public
 */
export function weightedShare(options: {
  /** One for each answer, 0 and up. */
  weights: readonly number[];
  /** For each answer, whether it counts. */
  successes: readonly boolean[];
  /** Everybody the answers were drawn from, where that is finite. */
  population?: number;
  /** Between 0 and 1, both excluded; 0.95 by default. */
  confidence?: number;
}): WeightedShare {
  const { weights, successes, population, confidence = 0.95 } = options;
  const z = zOf(confidence);
  assertWeights(weights);
  const n = weights.length;
  if (successes.length !== n) {
    throw new RangeError(`${n} weights do not fit ${successes.length} answers`);
  }
  if (population !== undefined && !(population >= n)) {
    throw new RangeError(
      `population has to be ${n} or more, the number of answers, not ${population}`,
    );
  }
  const total = weights.reduce((a, b) => a + b, 0);
  const counted = weights.reduce((a, b, at) => (successes[at] ? a + b : a), 0);
  const estimate = Math.min(1, counted / total);
  const effectiveSize = kishEffectiveSize(weights);
  const correction = finiteSize(n, population) / n;
  return {
    estimate,
    ...wilsonOfShare(estimate, effectiveSize * correction, z),
    effectiveSize,
  };
}
