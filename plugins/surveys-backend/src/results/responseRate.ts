import type {
  ResponseRate,
  ResultGroup,
} from '@waymark-idp/plugin-surveys-common';
import { responseRateTest } from '@waymark-idp/plugin-statistics-common';
import { percent } from './sentences';

/** Who is missing, and whether the missing differ; by the widest groups of the tree. */
export function responseRateOf(
  invited: number,
  answered: number,
  groups: readonly ResultGroup[],
): ResponseRate {
  const [dimension] = groups.map(group => group.dimension);
  const compared = groups.filter(
    group => group.dimension === dimension && group.level === 1,
  );
  const said = `${answered} of ${invited} answered (${percent(
    invited === 0 ? 0 : answered / invited,
  )} %)`;
  if (compared.length < 2) return { missingDiffer: false, sentence: said };

  const test = responseRateTest(
    compared.map(group => ({ answered: group.answered, asked: group.invited })),
  );
  const missingDiffer = test.pValue <= 0.05 && test.reliable;
  const lowest = [...compared].sort((a, b) => a.rate - b.rate)[0];
  return {
    test,
    missingDiffer,
    sentence: missingDiffer
      ? `${said}; groups answered at different rates, ${
          lowest.title
        } least (${percent(lowest.rate)} %): read the weighted figures too`
      : `${said}; no clear difference between groups in who is missing`,
  };
}
