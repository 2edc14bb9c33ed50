/**
 * The `k`-th smallest (1 to n · m) of all differences `first[i] − second[j]` of
 * two sorted samples, without making them: the differences of one `i` are sorted,
 * so each round takes the weighted median of the rows' medians, counts what is
 * below it along the staircase, and drops a quarter or more of the candidates.
 *
 * O((n + m) log(n m) log n) time, O(n) memory. Source: Johnson and Mizoguchi
 * 1978, SIAM Journal on Computing 7(2):147–153, doi 10.1137/0207013.
 */
export function selectDifference(
  first: Float64Array,
  second: Float64Array,
  k: number,
): number {
  const rows = first.length;
  const columns = second.length;
  // Along a row the second sample falls, so that the differences rise.
  const at = (row: number, column: number) =>
    first[row] - second[columns - 1 - column];
  const from = new Int32Array(rows);
  const to = new Int32Array(rows).fill(columns);

  for (;;) {
    const pivot = weightedMedian(rows, from, to, at);
    const below = staircase(
      rows,
      columns,
      (row, column) => at(row, column) < pivot,
    );
    if (k <= below.total) {
      for (let row = 0; row < rows; row++) {
        to[row] = Math.min(to[row], below.counts[row]);
      }
      continue;
    }
    const upTo = staircase(
      rows,
      columns,
      (row, column) => at(row, column) <= pivot,
    );
    if (k <= upTo.total) return pivot;
    for (let row = 0; row < rows; row++) {
      from[row] = Math.max(from[row], upTo.counts[row]);
    }
  }
}

function weightedMedian(
  rows: number,
  from: Int32Array,
  to: Int32Array,
  at: (row: number, column: number) => number,
): number {
  const medians: { value: number; weight: number }[] = [];
  let left = 0;
  for (let row = 0; row < rows; row++) {
    const weight = to[row] - from[row];
    if (weight > 0) {
      left += weight;
      const middle = from[row] + Math.floor((weight - 1) / 2);
      medians.push({ value: at(row, middle), weight });
    }
  }
  medians.sort((a, b) => a.value - b.value);
  let passed = 0;
  for (const { value, weight } of medians) {
    passed += weight;
    if (2 * passed >= left) return value;
  }
  throw new Error('k has to be between 1 and the number of differences');
}

/** Per row, how many differences from its start pass the test; later rows have no more. */
function staircase(
  rows: number,
  columns: number,
  passes: (row: number, column: number) => boolean,
): { counts: Int32Array; total: number } {
  const counts = new Int32Array(rows);
  let column = columns;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    while (column > 0 && !passes(row, column - 1)) column -= 1;
    counts[row] = column;
    total += column;
  }
  return { counts, total };
}
