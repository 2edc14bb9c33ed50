/**
 * The exact distribution of U, the pairs in which the first sample is greater
 * (ties counting half), when all ways to deal out the values are equally
 * likely.
 *
 * Counts, value by value, in how many ways `taken` of them belong to the first
 * sample and have a given sum of ranks. Twice the mid-ranks are whole, so sums
 * index an array.
 *
 * @param ties - how many equal values there are of each, smallest value first
 * @param n - the size of the first sample
 */
export function rankSumDistribution(ties: readonly number[], n: number) {
  const size = ties.reduce((a, b) => a + b, 0);
  const largest = n * (2 * size - n + 1);
  const ways = Array.from(
    { length: n + 1 },
    () => new Float64Array(largest + 1),
  );
  ways[0][0] = 1;

  let before = 0;
  for (const count of ties) {
    const twiceRank = 2 * before + count + 1;
    // From above, so that what is read has not seen this value yet.
    for (let taken = Math.min(n, before + count); taken > 0; taken--) {
      for (let more = 1; more <= Math.min(count, taken); more++) {
        const fewer = ways[taken - more];
        const chosen = choose(count, more);
        const added = more * twiceRank;
        for (let sum = added; sum <= largest; sum++) {
          ways[taken][sum] += chosen * fewer[sum - added];
        }
      }
    }
    before += count;
  }

  const all = choose(size, n);
  const least = n * (n + 1);
  const share = (test: (u: number) => boolean): number =>
    ways[n].reduce(
      (total, number, sum) =>
        number > 0 && test((sum - least) / 2) ? total + number : total,
      0,
    ) / all;
  return {
    /** The share of all ways whose U passes the test. */
    share,
    /** The share of all ways whose U is so large or smaller. */
    atMost: (limit: number): number => share(u => u <= limit),
  };
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}
