import { assertNumbers } from './assertions';

/** Two independent samples of numbers, or of answers on an ordered scale. @public */
export interface TwoSamples {
  first: readonly number[];
  second: readonly number[];
}

export function sortedSamples(
  samples: TwoSamples,
  fewest = 1,
): { first: Float64Array; second: Float64Array } {
  assertNumbers('first', samples.first, fewest);
  assertNumbers('second', samples.second, fewest);
  return {
    first: Float64Array.from(samples.first).sort(),
    second: Float64Array.from(samples.second).sort(),
  };
}

/**
 * For each value of one sorted sample, how many of the other are smaller less
 * how many are greater.
 */
export function dominance(
  sorted: Float64Array,
  other: Float64Array,
): Float64Array {
  let smaller = 0;
  let notGreater = 0;
  return sorted.map(value => {
    while (smaller < other.length && other[smaller] < value) smaller += 1;
    while (notGreater < other.length && other[notGreater] <= value) {
      notGreater += 1;
    }
    return smaller - (other.length - notGreater);
  });
}

/** How many equal values there are of each, smallest value first. */
export function tieCounts(...samples: Float64Array[]): number[] {
  const counts = new Map<number, number>();
  for (const value of samples.flatMap(sample => Array.from(sample))) {
    // 0 and −0 are one value here, as Map has it.
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([, count]) => count);
}
