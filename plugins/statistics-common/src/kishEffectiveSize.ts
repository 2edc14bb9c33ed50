import { assertNumbers } from './assertions';

/**
 * How many equally weighted answers the weighted ones are worth:
 * (Σw)² / Σw².
 *
 * Unit: answers, 1 to the number of weights, which it reaches when all are
 * equal; the scale of the weights does not matter. Use it in place of n in the
 * interval of a weighted share. Assumes that weights are unrelated to the
 * answers: where they are related it is pessimistic.
 *
 * Source: Kish 1965, Survey Sampling, 11.7.
 *
 * @example
 * ```ts
 * kishEffectiveSize([1, 1, 1, 3]); // 3
 * ```
 *
 * @throws RangeError for an empty list, a negative weight, or nothing but zeros.
 *
 * @public
 */
export function kishEffectiveSize(weights: readonly number[]): number {
  assertWeights(weights);
  const largest = weights.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight / largest;
    squares += (weight / largest) ** 2;
  }
  return sum ** 2 / squares;
}

export function assertWeights(weights: readonly number[]): void {
  assertNumbers('weights', weights);
  const negative = weights.findIndex(weight => weight < 0);
  if (negative >= 0) {
    throw new RangeError(
      `weights[${negative}] has to be 0 or more, not ${weights[negative]}`,
    );
  }
  if (weights.every(weight => weight === 0)) {
    throw new RangeError('at least one weight has to be above 0');
  }
}
