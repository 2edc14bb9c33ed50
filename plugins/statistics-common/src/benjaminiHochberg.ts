import { assertNumbers } from './assertions';

/**
 * Adjusts p-values for having looked at many: of those at or below 0.05
 * afterwards, about one in twenty is expected to be a false alarm.
 *
 * Unit: chances, 0 to 1, in the order given; never below the p-value itself,
 * and in the same order of size. Assumes independent or positively dependent
 * tests, such as items of one survey. Adjust across everything that one page
 * shows (items × teams), not one team at a time.
 *
 * Source: Benjamini and Hochberg 1995, Journal of the Royal Statistical
 * Society B 57(1):289–300, doi 10.1111/j.2517-6161.1995.tb02031.x.
 *
 * @example
 * ```ts
 * benjaminiHochberg([0.01, 0.04, 0.03, 0.2]); // [0.04, 0.0533, 0.0533, 0.2]
 * ```
 *
 * @throws RangeError for a value that is not between 0 and 1. An empty list is
 * fine.
 *
 * @public
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  assertNumbers('pValues', pValues, 0);
  const wrong = pValues.find(p => p < 0 || p > 1);
  if (wrong !== undefined) {
    throw new RangeError(`a p-value has to be between 0 and 1, not ${wrong}`);
  }
  const falling = pValues.map((_, index) => index);
  falling.sort((a, b) => pValues[b] - pValues[a]);

  const adjusted = new Array<number>(pValues.length);
  let smallest = 1;
  falling.forEach((index, passed) => {
    const rank = pValues.length - passed;
    smallest = Math.min(smallest, (pValues[index] * pValues.length) / rank);
    // Dividing what was multiplied may land a digit below.
    adjusted[index] = Math.max(smallest, pValues[index]);
  });
  return adjusted;
}
