import { assertWhole } from './assertions';
import { logChoose } from './distributions';

/**
 * Fisher's exact test of a 2 × 2 table of counts, two-sided: right for any
 * counts, however small.
 *
 * Unit: `pValue`, 0 to 1: the chance of a table as unlikely as this one or more,
 * among all with the same sums. Assumes that every person is counted once. A row
 * or column of zeros cannot show anything: p is 1.
 *
 * Source: Fisher 1935, Journal of the Royal Statistical Society 98(1):39–82,
 * doi 10.2307/2342435.
 *
 * @example
 * ```ts
 * fisherExact([[3, 1], [1, 3]]); // { pValue: 0.4857 }
 * ```
 *
 * @throws RangeError for counts that are not whole, or a table without counts.
 *
 * @public
 */
export function fisherExact(
  table: readonly [readonly [number, number], readonly [number, number]],
): { pValue: number } {
  const [[a, b], [c, d]] = table;
  for (const count of [a, b, c, d]) assertWhole('a count', count);
  const total = a + b + c + d;
  if (total === 0) throw new RangeError('the table has no counts');

  const row = a + b;
  const column = a + c;
  const logChance = (corner: number) =>
    logChoose(row, corner) +
    logChoose(total - row, column - corner) -
    logChoose(total, column);
  // Equal chances differ in the last digits by the order of the sums.
  const threshold = logChance(a) + 1e-7;
  let pValue = 0;
  const most = Math.min(row, column);
  for (let at = Math.max(0, row + column - total); at <= most; at++) {
    const chance = logChance(at);
    if (chance <= threshold) pValue += Math.exp(chance);
  }
  return { pValue: Math.min(1, pValue) };
}
