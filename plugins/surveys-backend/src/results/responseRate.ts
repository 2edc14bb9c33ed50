import type {
  ResponseRate,
  ResponseRateOfBreakdown,
  ResultGroup,
} from '@waymark-idp/plugin-surveys-common';
import {
  benjaminiHochberg,
  responseRateTest,
} from '@waymark-idp/plugin-statistics-common';
import { groupBy } from '../util/groupBy';
import { percent } from './sentences';

/**
 * Who is missing, and whether the missing differ: by the widest groups of the
 * tree, and by the bands of each declared breakdown.
 */
export function responseRateOf(
  invited: number,
  answered: number,
  groups: readonly ResultGroup[],
): ResponseRate {
  const said = `${answered} of ${invited} answered (${percent(
    invited === 0 ? 0 : answered / invited,
  )} %)`;
  const compared = [...groupBy(groups, ({ dimension }) => dimension)].flatMap(
    ([dimension, all]) => {
      const own = all.filter(({ level }) => level === 1);
      return own.length > 1 ? [{ dimension, own }] : [];
    },
  );
  if (compared.length === 0) return { missingDiffer: false, sentence: said };

  const tests = compared.map(({ own }) =>
    responseRateTest(
      own.map(group => ({ answered: group.answered, asked: group.invited })),
    ),
  );
  // Asked of several breakdowns, one would seem to differ sooner or later.
  const adjusted = benjaminiHochberg(tests.map(({ pValue }) => pValue));
  const byBreakdown = compared.map(
    ({ dimension }, at): ResponseRateOfBreakdown => ({
      dimension,
      ...tests[at],
      adjustedPValue: adjusted[at],
      differ: adjusted[at] <= 0.05 && tests[at].reliable,
    }),
  );
  const least = compared.flatMap(({ own }, at) => {
    const [lowest] = [...own].sort((a, b) => a.rate - b.rate);
    return byBreakdown[at].differ
      ? [`${lowest.title} least (${percent(lowest.rate)} %)`]
      : [];
  });
  return {
    test: tests[0],
    byBreakdown,
    missingDiffer: least.length > 0,
    sentence:
      least.length > 0
        ? `${said}; groups answered at different rates, ${least.join(
            ', ',
          )}: read the weighted figures too`
        : `${said}; no clear difference between groups in who is missing`,
  };
}
