import { assertNumbers } from './assertions';

/** More would take too long: the subsets double with each predictor. */
export const MOST_PREDICTORS = 12;

/** A predictor with less of its own than this is a mix of the others. */
const COLLINEAR = 1e-10;

/** How much of the variation of an outcome is explained, and by what. @public */
export interface LmgShares {
  /** The explained share of the variation, R², 0 to 1. */
  r2: number;
  /** Each predictor's part of R², 0 and up, in the order given; they sum to `r2`. */
  shares: number[];
}

/**
 * Splits R² among correlated predictors, from correlations: each predictor's
 * gain, averaged over all orders in which the predictors can enter.
 *
 * Unit: shares of the variation, 0 to 1. Exact, over all 2ᵖ subsets. Assumes
 * linear effects; a predictor that is a mix of others, or does not vary (all its
 * correlations 0), gains nothing over them.
 *
 * Source: Lindeman, Merenda and Gold 1980; Grömping 2006, Journal of
 * Statistical Software 17(1), doi 10.18637/jss.v017.i01. The same as Shapley
 * values of R².
 *
 * @example
 * ```ts
 * lmgShares({ outcome: [0.6, 0.5], predictors: [[1, 0.4], [0.4, 1]] });
 * // { r2: 0.4405, shares: [0.2752, 0.1652] }
 * ```
 *
 * @throws RangeError for no or more than 12 predictors, numbers outside −1 to
 * 1, or a matrix of another size.
 *
 * @public
 */
export function lmgShares(correlations: {
  /** Of each predictor with the outcome. */
  outcome: readonly number[];
  /** Of the predictors with each other: symmetric, 1 on the diagonal. */
  predictors: readonly (readonly number[])[];
}): LmgShares {
  const { outcome, predictors } = correlations;
  const p = outcome.length;
  assertPredictors(p);
  for (const row of [outcome, ...predictors]) {
    assertNumbers('correlations', row);
    if (predictors.length !== p || row.length !== p) {
      throw new RangeError(`a matrix of ${p} × ${p} correlations is needed`);
    }
    const wrong = row.find(value => Math.abs(value) > 1 + 1e-9);
    if (wrong !== undefined) {
      throw new RangeError(`a correlation is between −1 and 1, not ${wrong}`);
    }
  }

  const explained = explainedBySubset(outcome, predictors);
  const weights = orderWeights(p);
  const shares = outcome.map((_, predictor) => {
    const bit = 1 << predictor;
    let share = 0;
    for (let subset = 0; subset < explained.length; subset++) {
      if ((subset & bit) === 0) {
        const gain = explained[subset | bit] - explained[subset];
        share += weights[bitCount(subset)] * gain;
      }
    }
    return Math.max(0, share);
  });
  return { r2: explained[explained.length - 1], shares };
}

export function assertPredictors(p: number): void {
  if (p < 1 || p > MOST_PREDICTORS) {
    throw new RangeError(
      `1 to ${MOST_PREDICTORS} predictors are needed, there are ${p}`,
    );
  }
}

/**
 * R² of every subset of predictors, by bit mask. Each is its parent's and what
 * one more predictor adds once the others are swept out of it.
 */
function explainedBySubset(
  outcome: readonly number[],
  predictors: readonly (readonly number[])[],
): Float64Array {
  const p = outcome.length;
  const width = p + 1;
  const explained = new Float64Array(2 ** p);
  // One matrix per depth; the outcome is its last column.
  const matrices = Array.from(
    { length: width },
    () => new Float64Array(p * width),
  );
  predictors.forEach((row, at) =>
    matrices[0].set([...row, outcome[at]], at * width),
  );

  const visit = (depth: number, subset: number, from: number) => {
    const matrix = matrices[depth];
    for (let next = from; next < p; next++) {
      const own = matrix[next * width + next];
      const swept = matrices[depth + 1];
      let gain = 0;
      if (own > COLLINEAR) {
        gain = matrix[next * width + p] ** 2 / own;
        for (let row = next + 1; row < p; row++) {
          const factor = matrix[row * width + next] / own;
          for (let column = next + 1; column < width; column++) {
            const at = row * width + column;
            swept[at] = matrix[at] - factor * matrix[next * width + column];
          }
        }
      } else {
        swept.set(matrix);
      }
      const grown = subset | (1 << next);
      explained[grown] = Math.min(1, explained[subset] + gain);
      visit(depth + 1, grown, next + 1);
    }
  };
  visit(0, 0, 0);
  return explained;
}

/** By the size of what entered before: the share of orders with just that before. */
function orderWeights(p: number): number[] {
  const weights = [1 / p];
  for (let size = 1; size < p; size++) {
    weights.push((weights[size - 1] * size) / (p - size));
  }
  return weights;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count += 1;
  return count;
}
