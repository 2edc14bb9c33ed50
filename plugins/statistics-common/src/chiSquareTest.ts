import { assertWhole } from './assertions';
import { chiSquareTail } from './distributions';

/** @public */
export interface ChiSquareResult {
  /** 0 and up. */
  statistic: number;
  /** (rows − 1) · (columns − 1). */
  degreesOfFreedom: number;
  /** 0 to 1. */
  pValue: number;
  /** The smallest count expected if rows and columns were unrelated. */
  smallestExpected: number;
  /** Whether the expected counts are large enough for p to be trusted: none below 1, at most a fifth below 5. */
  reliable: boolean;
}

/**
 * Pearson's chi-square test of a table of counts: are rows and columns
 * unrelated? For response rates, a row for each group with those who answered
 * and those who did not.
 *
 * Assumes that every person is counted once. Without continuity correction. p
 * is an approximation: where `reliable` is false, merge groups or, in a 2 × 2
 * table, use `fisherExact`.
 *
 * Source: Pearson 1900; rule on expected counts: Cochran 1954, Biometrics
 * 10(4):417–451, doi 10.2307/3001616.
 *
 * @example
 * ```ts
 * chiSquareTest([[30, 10], [20, 25], [12, 3]]);
 * // { statistic: 10.82, degreesOfFreedom: 2, pValue: 0.0045, reliable: true, … }
 * ```
 *
 * @throws RangeError for fewer than 2 rows or columns, rows of different
 * length, counts that are not whole, and a row or column of zeros: leave it out.
 *
 * @public
 */
export function chiSquareTest(
  table: readonly (readonly number[])[],
): ChiSquareResult {
  const { rows, columns, total } = sumsOf(table);
  let statistic = 0;
  let smallestExpected = Infinity;
  let small = 0;
  table.forEach((counts, row) =>
    counts.forEach((count, column) => {
      const expected = (rows[row] * columns[column]) / total;
      statistic += (count - expected) ** 2 / expected;
      smallestExpected = Math.min(smallestExpected, expected);
      if (expected < 5) small += 1;
    }),
  );
  const degreesOfFreedom = (rows.length - 1) * (columns.length - 1);
  return {
    statistic,
    degreesOfFreedom,
    pValue: chiSquareTail(statistic, degreesOfFreedom),
    smallestExpected,
    reliable:
      smallestExpected >= 1 && small <= 0.2 * rows.length * columns.length,
  };
}

function sumsOf(table: readonly (readonly number[])[]) {
  const width = table[0]?.length ?? 0;
  if (table.length < 2 || width < 2) {
    throw new RangeError('a table needs 2 or more rows and columns');
  }
  const columns = new Array<number>(width).fill(0);
  const rows = table.map((counts, row) => {
    if (counts.length !== width) {
      throw new RangeError(
        `row ${row} has ${counts.length} columns, row 0 has ${width}`,
      );
    }
    counts.forEach((count, column) => {
      assertWhole(`the count in row ${row}, column ${column}`, count);
      columns[column] += count;
    });
    return counts.reduce((a, b) => a + b, 0);
  });
  for (const [what, sums] of Object.entries({ row: rows, column: columns })) {
    if (sums.includes(0)) {
      throw new RangeError(
        `${what} ${sums.indexOf(0)} has nothing but zeros: leave it out`,
      );
    }
  }
  return { rows, columns, total: rows.reduce((a, b) => a + b, 0) };
}
