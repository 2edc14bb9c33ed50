import { assertNumbers, assertWhole } from './assertions';
import { assertPredictors, lmgShares } from './lmgShares';
import { Estimate } from './newcombeDifference';
import { zOf } from './normal';
import { seededRandom } from './random';

/** @public */
export interface Driver extends Estimate {
  /** The key of the predictor. */
  name: string;
  /** With the outcome, −1 to 1: the direction, which the share does not have. */
  correlation: number;
}

/** @public */
export type LmgDriversResult =
  | {
      state: 'too-few-answers';
      /** How many answers it takes: 30, and 10 for each predictor. */
      needed: number;
    }
  | {
      /** Everybody gave the same answer on the outcome. */
      state: 'no-variation';
    }
  | {
      state: 'ok';
      /** The explained share of the outcome's variation, 0 to 1. */
      r2: number;
      /** In the order given; the estimates sum to `r2`. */
      drivers: Driver[];
    };

/**
 * Which items go with an outcome, such as overall satisfaction: each item's
 * part of the explained variation (LMG), with a bootstrap interval.
 *
 * Unit: shares of the outcome's variation, 0 to 1; `lower ≤ estimate ≤ upper`.
 * Association, not cause. Assumes roughly linear effects and complete answers:
 * leave out whoever skipped an item or does not know. Fewer than 30 answers, or
 * than 10 for each predictor, are refused. The interval is the bootstrap's
 * percentiles, stretched to contain the estimate; chance alone gives every item
 * a share above 0, so it never reaches 0.
 *
 * Source: `lmgShares`; bootstrap: Grömping 2006, Journal of Statistical
 * Software 17(1), doi 10.18637/jss.v017.i01.
 *
 * @example
 * ```ts
 * lmgDrivers({
 *   outcome: satisfaction,
 *   predictors: { speed, docs, reliability },
 *   seed: seedFrom('wave-7'),
 * }); // { state: 'ok', r2: 0.46, drivers: [{ name: 'speed', estimate: 0.21, lower: 0.12, … }, …] }
 * ```
 *
 * @throws RangeError for answers that are not finite, lists of different
 * length, no or more than 12 predictors, or options out of range.
 *
 * @public
 */
export function lmgDrivers(options: {
  /** One answer per respondent. */
  outcome: readonly number[];
  /** Per item the answers, in the same order of respondents. */
  predictors: Readonly<Record<string, readonly number[]>>;
  /** Whole number; the same seed gives the same intervals. */
  seed: number;
  /** How often to resample; 1000 by default. */
  resamples?: number;
  /** Between 0 and 1, both excluded; 0.95 by default. */
  confidence?: number;
}): LmgDriversResult {
  const { outcome, predictors, seed, resamples = 1000 } = options;
  const { confidence = 0.95 } = options;
  const names = Object.keys(predictors);
  const n = outcome.length;
  assertPredictors(names.length);
  assertWhole('resamples', resamples, 100);
  zOf(confidence);
  assertNumbers('outcome', outcome, 0);
  for (const name of names) {
    assertNumbers(name, predictors[name], 0);
    if (predictors[name].length !== n) {
      throw new RangeError(
        `${name} has ${predictors[name].length} answers, the outcome has ${n}`,
      );
    }
  }
  const needed = Math.max(30, 10 * names.length);
  if (n < needed) return { state: 'too-few-answers', needed };
  if (outcome.every(answer => answer === outcome[0])) {
    return { state: 'no-variation' };
  }

  const columns = [outcome, ...names.map(name => predictors[name])].map(
    centred,
  );
  const once = new Float64Array(n).fill(1);
  const found = correlationsOf(columns, once);
  const { r2, shares } = lmgShares(found);

  const random = seededRandom(seed);
  const drawn = names.map(() => new Float64Array(resamples));
  for (let resample = 0; resample < resamples; resample++) {
    const times = new Float64Array(n);
    for (let draw = 0; draw < n; draw++) times[random.below(n)] += 1;
    lmgShares(correlationsOf(columns, times)).shares.forEach((share, at) => {
      drawn[at][resample] = share;
    });
  }
  const tail = (1 - confidence) / 2;
  return {
    state: 'ok',
    r2,
    drivers: names.map((name, at) => {
      const sorted = drawn[at].sort();
      return {
        name,
        estimate: shares[at],
        lower: Math.min(shares[at], percentile(sorted, tail)),
        upper: Math.max(shares[at], percentile(sorted, 1 - tail)),
        correlation: found.outcome[at],
      };
    }),
  };
}

function centred(values: readonly number[]): Float64Array {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Float64Array.from(values, value => value - mean);
}

/** Correlations when each respondent counts so many times; 0 where a column does not vary. */
function correlationsOf(columns: Float64Array[], times: Float64Array) {
  const n = times.length;
  const means = columns.map(column => {
    let sum = 0;
    for (let at = 0; at < n; at++) sum += times[at] * column[at];
    return sum / n;
  });
  const products = columns.map((one, i) =>
    columns.slice(0, i + 1).map((two, j) => {
      let sum = 0;
      for (let at = 0; at < n; at++) sum += times[at] * one[at] * two[at];
      return sum / n - means[i] * means[j];
    }),
  );
  const correlation = (i: number, j: number): number => {
    const scale = Math.sqrt(products[i][i] * products[j][j]);
    if (!(scale > 0)) return 0;
    const value = products[Math.max(i, j)][Math.min(i, j)] / scale;
    return Math.max(-1, Math.min(1, value));
  };
  const indices = columns.slice(1).map((_, at) => at + 1);
  return {
    outcome: indices.map(i => correlation(i, 0)),
    predictors: indices.map(i => indices.map(j => correlation(i, j))),
  };
}

/** Linear between neighbours. */
function percentile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
