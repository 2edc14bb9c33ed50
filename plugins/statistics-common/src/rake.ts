import { assertWhole } from './assertions';
import { kishEffectiveSize } from './kishEffectiveSize';

/** Answers that share all their categories. @public */
export interface RakingCell {
  /** Dimension to category, such as `{ team: 'payments', tenure: 'new' }`. */
  categories: Readonly<Record<string, string>>;
  /** How many answered, 0 and up. */
  n: number;
}

/** @public */
export interface Raking {
  /** Per cell, in the order given: the weight of each of its answers. */
  weights: number[];
  /** Kish's effective size of all answers so weighted. */
  effectiveSize: number;
  /** Whether every margin was met within 1e-6 of the population. */
  converged: boolean;
  /** How often all margins were cycled through. */
  rounds: number;
  /** By how much the worst margin is missed, as a share of the population. */
  largestGap: number;
}

const CLOSE_ENOUGH = 1e-6;

/**
 * Weights that make the answers fit several margins at once, where the cells
 * are too small to post-stratify: iterative proportional fitting.
 *
 * Unit: people per answer, 0 and up; over all answers they sum to the
 * population, within `largestGap`. Assumes as `postStratify`, and that the
 * dimensions do not interact. With `trim` weights stay within so many times
 * their median, which bounds the noise; the margins are then met as closely as
 * that allows, and `converged` says whether they are.
 *
 * Source: Deming and Stephan 1940, Annals of Mathematical Statistics
 * 11(4):427–444, doi 10.1214/aoms/1177731829.
 *
 * @example
 * ```ts
 * rake({
 *   cells: [
 *     { categories: { team: 'a', tenure: 'new' }, n: 5 },
 *     { categories: { team: 'a', tenure: 'old' }, n: 10 },
 *     { categories: { team: 'b', tenure: 'new' }, n: 10 },
 *     { categories: { team: 'b', tenure: 'old' }, n: 5 },
 *   ],
 *   margins: { team: { a: 60, b: 40 }, tenure: { new: 30, old: 70 } },
 * }); // { weights: [2.21, 4.90, 1.90, 4.21], converged: true, … }
 * ```
 *
 * @throws RangeError for counts or margins out of range, margins with different
 * sums, a category without a margin, and a margin above 0 that nobody answered
 * for: merge it with another.
 *
 * @public
 */
export function rake(options: {
  cells: readonly RakingCell[];
  /** Dimension to category to the number of people. All dimensions sum to the same. */
  margins: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Bounds of the weights as multiples of their median, such as `[0.3, 3]`. */
  trim?: readonly [number, number];
  /** When to give up; 50 by default. */
  rounds?: number;
}): Raking {
  const { cells, trim, rounds = 50 } = options;
  assertWhole('rounds', rounds, 1);
  if (trim && !(trim[0] >= 0 && trim[0] < 1 && trim[1] > 1)) {
    throw new RangeError(
      `trim has to be below and above 1, such as [0.3, 3], not [${trim}]`,
    );
  }
  const { margins, population } = marginsOf(cells, options.margins);
  const answers = cells.reduce((sum, { n }) => sum + n, 0);
  const weights = cells.map(() => population / answers);

  let largestGap = Infinity;
  let round = 0;
  while (largestGap > CLOSE_ENOUGH && round < rounds) {
    round += 1;
    for (const margin of margins) {
      const factor = margin.target / reached(margin, cells, weights);
      for (const index of margin.members) weights[index] *= factor;
    }
    if (trim) clip(weights, cells, trim);
    largestGap = margins.reduce(
      (gap, margin) =>
        Math.max(
          gap,
          Math.abs(margin.target - reached(margin, cells, weights)) /
            population,
        ),
      0,
    );
  }
  return {
    weights,
    effectiveSize: kishEffectiveSize(spread(weights, cells)),
    converged: largestGap <= CLOSE_ENOUGH,
    rounds: round,
    largestGap,
  };
}

/** A category of one dimension, with the cells that belong to it. */
interface Margin {
  target: number;
  members: number[];
}

function marginsOf(
  cells: readonly RakingCell[],
  wanted: Readonly<Record<string, Readonly<Record<string, number>>>>,
): { margins: Margin[]; population: number } {
  cells.forEach(({ n }, index) => assertWhole(`n of cell ${index}`, n));
  const margins: Margin[] = [];
  const sums = new Map<string, number>();
  for (const [dimension, targets] of Object.entries(wanted)) {
    const byCategory = new Map<string, Margin>();
    for (const [category, target] of Object.entries(targets)) {
      if (!(target >= 0 && target < Infinity)) {
        throw new RangeError(
          `the margin ${dimension}=${category} has to be 0 or more, not ${target}`,
        );
      }
      byCategory.set(category, { target, members: [] });
      sums.set(dimension, (sums.get(dimension) ?? 0) + target);
    }
    cells.forEach(({ categories, n }, index) => {
      if (n === 0) return;
      const category = categories[dimension];
      const margin = byCategory.get(category);
      if (!margin?.target) {
        throw new RangeError(
          `cell ${index} has answers in ${dimension}=${category}, for which there is no margin above 0`,
        );
      }
      margin.members.push(index);
    });
    for (const [category, margin] of byCategory) {
      if (margin.target > 0 && margin.members.length === 0) {
        throw new RangeError(
          `nobody answered in ${dimension}=${category}, which has ${margin.target} people: merge it with another`,
        );
      }
      if (margin.target > 0) margins.push(margin);
    }
  }
  return { margins, population: commonSum(sums) };
}

function commonSum(sums: Map<string, number>): number {
  const [first, ...others] = [...sums];
  if (!first?.[1]) {
    throw new RangeError('at least one margin with people in it is needed');
  }
  for (const [dimension, sum] of others) {
    if (Math.abs(sum - first[1]) > CLOSE_ENOUGH * first[1]) {
      throw new RangeError(
        `the margins of ${first[0]} sum to ${first[1]}, those of ${dimension} to ${sum}: they have to be the same people`,
      );
    }
  }
  return first[1];
}

function reached(
  { members }: Margin,
  cells: readonly RakingCell[],
  weights: readonly number[],
): number {
  return members.reduce((sum, at) => sum + weights[at] * cells[at].n, 0);
}

function clip(
  weights: number[],
  cells: readonly RakingCell[],
  [least, most]: readonly [number, number],
): void {
  const sorted = spread(weights, cells).sort((a, b) => a - b);
  const median =
    (sorted[Math.floor((sorted.length - 1) / 2)] +
      sorted[Math.floor(sorted.length / 2)]) /
    2;
  weights.forEach((weight, at) => {
    weights[at] = Math.min(Math.max(weight, least * median), most * median);
  });
}

/** One weight for each answer. */
function spread(
  weights: readonly number[],
  cells: readonly RakingCell[],
): number[] {
  return cells.flatMap(({ n }, at) => new Array<number>(n).fill(weights[at]));
}
