import { zOf } from './normal';

/** A closed interval. @public */
export interface Interval {
  lower: number;
  upper: number;
}

/**
 * How many of those who answered, 0 to `n`, out of how many who were asked
 * about: the counts behind a share.
 *
 * @public
 */
export interface ShareCounts {
  successes: number;
  n: number;
  /** The number of people the `n` were drawn from without replacement, where it is finite. */
  population?: number;
}

/**
 * Wilson's score interval for a proportion.
 *
 * Unit: a share, 0 to 1; `0 ≤ lower ≤ successes / n ≤ upper ≤ 1`. Without any
 * trial (`n` 0) nothing is known: 0 to 1.
 *
 * Assumes that the `n` asked are like a random sample. With `population`, the
 * number of people the sample was drawn from without replacement, it allows for
 * how much of it was seen: `n` is replaced by `n (N − 1) / (N − n)`, and a census
 * has no sampling error, hence no width. It says nothing about people who chose
 * not to answer: see `nonResponseBounds`.
 *
 * Source: Wilson 1927, doi 10.1080/01621459.1927.10502953; recommended and
 * tabulated by Newcombe 1998, Statistics in Medicine 17:857–872. Finite
 * population: Cochran, Sampling Techniques, 3rd edition, 2.6.
 *
 * @example
 * ```ts
 * wilsonInterval({ successes: 81, n: 263 }); // { lower: 0.2553, upper: 0.3662 }
 * ```
 *
 * @throws RangeError when a number is not in its range: `0 ≤ successes ≤ n ≤
 * population`, all whole, and `0 < confidence < 1`.
 *
 * @public
 */
export function wilsonInterval(
  options: ShareCounts & {
    /** Between 0 and 1, both excluded; 0.95 by default. */
    confidence?: number;
  },
): Interval {
  const { successes, n, population, confidence = 0.95 } = options;
  assertCounts(options);
  const z = zOf(confidence);
  if (n === 0) return { lower: 0, upper: 1 };
  return wilsonOfShare(successes / n, finiteSize(n, population), z);
}

/** The interval of a share seen in `size` independent answers, which need not be whole. */
export function wilsonOfShare(p: number, size: number, z: number): Interval {
  if (size === Infinity) return { lower: p, upper: p };
  const shrink = 1 + (z * z) / size;
  const centre = (p + (z * z) / (2 * size)) / shrink;
  const half =
    (z * Math.sqrt((p * (1 - p)) / size + (z * z) / (4 * size * size))) /
    shrink;
  // Rounding may push a bound past the share it has to contain.
  return {
    lower: Math.max(0, Math.min(p, centre - half)),
    upper: Math.min(1, Math.max(p, centre + half)),
  };
}

/** How many independent answers `n` out of a finite population are worth: all of them infinitely many. */
export function finiteSize(n: number, population: number | undefined): number {
  if (population === undefined) return n;
  if (n >= population) return Infinity;
  return (n * (population - 1)) / (population - n);
}

export function assertCounts({ successes, n, population }: ShareCounts): void {
  const inRange =
    Number.isInteger(successes) &&
    Number.isInteger(n) &&
    successes >= 0 &&
    successes <= n &&
    (population === undefined ||
      (Number.isInteger(population) && population >= n));
  if (!inRange) {
    throw new RangeError(
      `whole numbers with 0 ≤ successes ≤ n ≤ population are needed, not successes=${successes}, n=${n}, population=${population}`,
    );
  }
}
