import { EnergyScan, Split } from './energyScan';
import { everyOrder, shuffle, shuffleBlocks } from './permute';
import { Random } from './random';

/** A stretch of a series between two change points, with its best split. */
export class Segment {
  readonly split: Split = { index: 0, statistic: -Infinity };
  readonly tolerance: number = 0;
  readonly isDivisible: boolean;
  readonly #scan: EnergyScan | undefined;
  readonly #ranks: Int32Array = new Int32Array(0);

  constructor(
    readonly values: Float64Array,
    readonly start: number,
    minSize: number,
  ) {
    this.isDivisible = values.length >= 2 * minSize;
    if (this.isDivisible) {
      this.#scan = new EnergyScan(values, minSize);
      this.#ranks = EnergyScan.ranks(values);
      this.split = this.#scan.best(this.#ranks);
      this.tolerance = this.#scan.tolerance;
    }
  }

  /** The largest statistic of the values in another order. */
  permuted(block: number, random: Random): number {
    if (block > 1) {
      return this.#largest(shuffleBlocks(this.#ranks, block, random));
    }
    const ranks = Int32Array.from(this.#ranks);
    shuffle(ranks, random);
    return this.#largest(ranks);
  }

  /** The share of all orders whose largest statistic reaches the threshold. */
  shareReaching(threshold: number): number {
    let orders = 0;
    let reaching = 0;
    everyOrder(this.#ranks, ranks => {
      orders += 1;
      if (this.#largest(ranks) >= threshold) reaching += 1;
    });
    return reaching / orders;
  }

  #largest(ranks: Int32Array): number {
    return this.#scan!.best(ranks).statistic;
  }
}
