/** A place to split a segment: the first index of the right part, and how much the parts differ. */
export interface Split {
  index: number;
  statistic: number;
}

/**
 * Finds the split of a segment with the largest energy statistic, again and
 * again for permutations of the same values.
 *
 * A distance matrix would take T² memory and T² time for each permutation.
 * Here the distances of a value to all before it come from two Fenwick trees
 * over the ranks (how many smaller ones, and their sum), so a scan takes
 * T log T. The distances to all values of the segment do not depend on the
 * order: they are computed once.
 */
export class EnergyScan {
  readonly #sorted: Float64Array;
  /** Per rank: the sum of distances to all values of the segment. */
  readonly #toAll: Float64Array;
  readonly #counts: Int32Array;
  readonly #sums: Float64Array;
  readonly #total: number;
  readonly #minSize: number;
  /** Statistics closer than this differ by rounding only. */
  readonly tolerance: number;

  /** @param values - the segment, in time order, centred near 0 to keep the sums exact */
  constructor(values: Float64Array, minSize: number) {
    const n = values.length;
    this.#minSize = minSize;
    this.#sorted = Float64Array.from(values).sort();
    this.#toAll = new Float64Array(n);
    this.#counts = new Int32Array(n + 1);
    this.#sums = new Float64Array(n + 1);

    const sum = this.#sorted.reduce((a, b) => a + b, 0);
    let below = 0;
    let total = 0;
    for (let rank = 0; rank < n; rank++) {
      const value = this.#sorted[rank];
      const distances = value * (2 * rank - n) + sum - 2 * below;
      this.#toAll[rank] = distances;
      below += value;
      total += distances;
    }
    this.#total = total / 2;
    this.tolerance = (1e-10 * total) / n;
  }

  /** For each index in time order, the rank of its value; ties in time order. */
  static ranks(values: Float64Array): Int32Array {
    const order = Array.from(values, (_, index) => index);
    order.sort((a, b) => values[a] - values[b] || a - b);
    const ranks = new Int32Array(values.length);
    order.forEach((index, rank) => {
      ranks[index] = rank;
    });
    return ranks;
  }

  /**
   * The best split of the values in the order given by their ranks; the
   * smallest index among equals.
   *
   * Q(τ) = nm/(n+m) · [ 2A/(nm) − W₁/C(n,2) − W₂/C(m,2) ], where A sums the
   * distances between the parts, and W₁ and W₂ those within them.
   */
  best(ranks: Int32Array): Split {
    const size = ranks.length;
    const counts = this.#counts.fill(0);
    const sums = this.#sums.fill(0);
    let left = 0;
    let right = this.#total;
    let seen = 0;
    const best: Split = { index: 0, statistic: -Infinity };

    for (let n = 1; n <= size - this.#minSize; n++) {
      const rank = ranks[n - 1];
      const value = this.#sorted[rank];
      let smaller = 0;
      let smallerSum = 0;
      for (let at = rank + 1; at > 0; at &= at - 1) {
        smaller += counts[at];
        smallerSum += sums[at];
      }
      const toEarlier = value * (2 * smaller - (n - 1)) + seen - 2 * smallerSum;
      for (let at = rank + 1; at <= size; at += at & -at) {
        counts[at] += 1;
        sums[at] += value;
      }
      seen += value;
      left += toEarlier;
      right -= this.#toAll[rank] - toEarlier;

      if (n < this.#minSize) continue;
      const m = size - n;
      const between = this.#total - left - right;
      const statistic =
        (2 * between - (2 * left * m) / (n - 1) - (2 * right * n) / (m - 1)) /
        size;
      if (statistic > best.statistic + this.tolerance) {
        best.index = n;
        best.statistic = statistic;
      }
    }
    return best;
  }
}
