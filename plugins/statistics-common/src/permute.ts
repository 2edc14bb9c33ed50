import { Random } from './random';

/** Fisher–Yates: every order equally likely. */
export function shuffle(items: Int32Array, random: Random): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = items[last];
    items[last] = items[other];
    items[other] = kept;
  }
}

/**
 * Puts runs of `block` neighbours in a random order and keeps the order within
 * them. The grid of the runs starts at a random offset, so that no border is
 * special; the runs at both ends may be shorter.
 */
export function shuffleBlocks(
  items: Int32Array,
  block: number,
  random: Random,
): Int32Array {
  const size = items.length;
  const offset = random.below(block);
  const starts = Int32Array.from(
    { length: Math.ceil((size - offset) / block) + (offset > 0 ? 1 : 0) },
    (_, at) => Math.max(0, offset > 0 ? offset + (at - 1) * block : at * block),
  );
  const order = Int32Array.from(starts, (_, at) => at);
  shuffle(order, random);

  const shuffled = new Int32Array(size);
  let filled = 0;
  for (const at of order) {
    const run = items.subarray(starts[at], starts[at + 1] ?? size);
    shuffled.set(run, filled);
    filled += run.length;
  }
  return shuffled;
}

/** Calls `visit` with every order of the items, by Heap's algorithm. */
export function everyOrder(
  items: Int32Array,
  visit: (order: Int32Array) => void,
): void {
  const order = Int32Array.from(items);
  const turns = new Int32Array(order.length);
  visit(order);
  for (let at = 1; at < order.length; ) {
    if (turns[at] < at) {
      const other = at % 2 === 0 ? 0 : turns[at];
      const kept = order[at];
      order[at] = order[other];
      order[other] = kept;
      visit(order);
      turns[at] += 1;
      at = 1;
    } else {
      turns[at] = 0;
      at += 1;
    }
  }
}
