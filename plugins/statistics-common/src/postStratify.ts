import { assertWhole } from './assertions';
import { kishEffectiveSize } from './kishEffectiveSize';

/** A group of the population, and how many of it answered. @public */
export interface Stratum {
  /** For error messages. */
  name?: string;
  /** How many people belong to it, 0 and up. */
  population: number;
  /** How many of them answered, 0 to `population`. */
  n: number;
}

/** @public */
export interface PostStratification {
  /** Per stratum, in the order given: the weight of each of its answers, `population / n`. */
  weights: number[];
  /** Kish's effective size of all answers so weighted. */
  effectiveSize: number;
}

/**
 * Weights that make the answers of each stratum count for as many people as
 * belong to it.
 *
 * Unit: people per answer, 1 and up; summed over all answers they give the
 * population. Assumes that within a stratum those who answered are like those
 * who did not: no weight repairs a bias inside it. Strata with fewer than 5
 * answers make weights wild: merge them first, or `rake`.
 *
 * Source: Holt and Smith 1979, Journal of the Royal Statistical Society A
 * 142(1):33–46, doi 10.2307/2344652.
 *
 * @example
 * ```ts
 * postStratify([
 *   { name: 'payments', population: 60, n: 10 },
 *   { name: 'search', population: 40, n: 30 },
 * ]); // { weights: [6, 1.3333], effectiveSize: 24.19 }
 * ```
 *
 * @throws RangeError for counts that are not whole or out of range, and for a
 * stratum in which nobody answered: merge it with a neighbour.
 *
 * @public
 */
export function postStratify(strata: readonly Stratum[]): PostStratification {
  const weights = strata.map((stratum, index) => {
    const name = stratum.name ?? String(index);
    assertWhole(`n of stratum ${name}`, stratum.n);
    assertWhole(`population of stratum ${name}`, stratum.population, stratum.n);
    if (stratum.population === 0) return 0;
    if (stratum.n === 0) {
      throw new RangeError(
        `nobody answered in stratum ${name}, which has ${stratum.population} people: merge it with another`,
      );
    }
    return stratum.population / stratum.n;
  });
  return {
    weights,
    effectiveSize: kishEffectiveSize(
      strata.flatMap(({ n }, index) =>
        new Array<number>(n).fill(weights[index]),
      ),
    ),
  };
}
