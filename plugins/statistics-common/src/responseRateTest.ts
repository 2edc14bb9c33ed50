import { assertWhole } from './assertions';
import { chiSquareTest } from './chiSquareTest';
import { fisherExact } from './fisherExact';

/** @public */
export interface ResponseRateResult {
  /** 0 to 1; small: the groups answer at different rates. */
  pValue: number;
  method: 'chi-square' | 'fisher';
  /** False where the chi-square approximation has too few people to rest on. */
  reliable: boolean;
}

/**
 * Do groups answer at different rates? Chi-square, or Fisher's exact test for
 * two groups too small for it.
 *
 * Assumes that everybody asked belongs to one group. Groups in which nobody was
 * asked are left out. That rates are alike does not show that those who did not
 * answer think alike.
 *
 * @example
 * ```ts
 * responseRateTest([
 *   { answered: 3, asked: 9 },
 *   { answered: 8, asked: 9 },
 * ]); // { pValue: 0.0498, method: 'fisher', reliable: true }
 * ```
 *
 * @throws RangeError for counts out of range, or fewer than 2 groups with
 * anybody asked.
 *
 * @public
 */
export function responseRateTest(
  groups: readonly { answered: number; asked: number }[],
): ResponseRateResult {
  const table = groups
    .map(({ answered, asked }, index): [number, number] => {
      assertWhole(`answered in group ${index}`, answered);
      assertWhole(`asked in group ${index}`, asked, answered);
      return [answered, asked - answered];
    })
    .filter(([answered, not]) => answered + not > 0);
  if (table.length < 2) {
    throw new RangeError('2 or more groups with people asked are needed');
  }
  const all = [0, 1].map(at => table.reduce((sum, row) => sum + row[at], 0));
  if (all.includes(0)) {
    return { pValue: 1, method: 'chi-square', reliable: true };
  }

  const { pValue, reliable } = chiSquareTest(table);
  if (table.length === 2 && !reliable) {
    const exact = fisherExact([table[0], table[1]]);
    return { ...exact, method: 'fisher', reliable: true };
  }
  return { pValue, method: 'chi-square', reliable };
}
