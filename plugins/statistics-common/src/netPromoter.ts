import { assertWhole } from './assertions';
import { Estimate } from './newcombeDifference';
import { zOf } from './normal';
import { finiteSize } from './wilsonInterval';

/** Answers to "how likely are you to recommend …", 0 to 10, in three groups. @public */
export interface RecommendationCounts {
  /** 9 or 10. */
  promoters: number;
  /** 7 or 8. */
  passives: number;
  /** 0 to 6. */
  detractors: number;
  /** Everybody the answers were drawn from, where that is finite. */
  population?: number;
}

/**
 * Likelihood to recommend: the percentage of promoters less that of detractors,
 * with its adjusted-Wald interval.
 *
 * Unit: points, −100 to 100; `lower ≤ estimate ≤ upper`. Assumes a random
 * sample. The score is noisy: 100 answers at 50/30/20 leave ± 15 points. With
 * `population` the answers count for `n (N − 1) / (N − n)`, as in
 * `wilsonInterval`. For very few answers the interval is stretched to contain
 * the score.
 *
 * Source: Rocks 2016, The American Statistician 70(4):365–372,
 * doi 10.1080/00031305.2016.1158124: three answers are added, ¾ of one of them
 * promoter and ¾ detractor, before the Wald formula.
 *
 * @example
 * ```ts
 * netPromoterInterval({ promoters: 50, passives: 30, detractors: 20 });
 * // { estimate: 30, lower: 14.05, upper: 44.20 }
 * ```
 *
 * @throws RangeError for counts that are not whole or negative, no answers, or
 * a population smaller than the answers.
 *
 * @public
 */
export function netPromoterInterval(
  options: RecommendationCounts & {
    /** Between 0 and 1, both excluded; 0.95 by default. */
    confidence?: number;
  },
): Estimate {
  const z = zOf(options.confidence ?? 0.95);
  const { score, centre, variance } = adjusted(options);
  return around(score, centre, z * Math.sqrt(variance), 100);
}

/**
 * The difference in likelihood to recommend between two independent groups or
 * waves, first less second, with its adjusted-Wald interval.
 *
 * Unit: points, −200 to 200; `lower ≤ estimate ≤ upper`. An interval that
 * leaves out 0 is a clear difference. Assumptions and source as of
 * `netPromoterInterval`.
 *
 * @example
 * ```ts
 * netPromoterDifference({
 *   first: { promoters: 50, passives: 30, detractors: 20 },
 *   second: { promoters: 30, passives: 40, detractors: 30 },
 * }); // { estimate: 30, lower: 7.91, upper: 50.34 }
 * ```
 *
 * @throws RangeError as `netPromoterInterval`.
 *
 * @public
 */
export function netPromoterDifference(options: {
  first: RecommendationCounts;
  second: RecommendationCounts;
  /** Between 0 and 1, both excluded; 0.95 by default. */
  confidence?: number;
}): Estimate {
  const z = zOf(options.confidence ?? 0.95);
  const [one, two] = [adjusted(options.first), adjusted(options.second)];
  return around(
    one.score - two.score,
    one.centre - two.centre,
    z * Math.sqrt(one.variance + two.variance),
    200,
  );
}

function adjusted(counts: RecommendationCounts) {
  const { promoters, passives, detractors, population } = counts;
  assertWhole('promoters', promoters);
  assertWhole('passives', passives);
  assertWhole('detractors', detractors);
  const n = promoters + passives + detractors;
  if (n === 0) throw new RangeError('there are no answers to score');
  if (population !== undefined) assertWhole('population', population, n);

  const score = (100 * (promoters - detractors)) / n;
  const size = finiteSize(n, population);
  if (size === Infinity) return { score, centre: score, variance: 0 };
  const p = ((promoters / n) * size + 0.75) / (size + 3);
  const d = ((detractors / n) * size + 0.75) / (size + 3);
  return {
    score,
    centre: 100 * (p - d),
    variance: (1e4 * (p + d - (p - d) ** 2)) / (size + 3),
  };
}

function around(
  estimate: number,
  centre: number,
  half: number,
  limit: number,
): Estimate {
  return {
    estimate,
    lower: Math.max(-limit, Math.min(estimate, centre - half)),
    upper: Math.min(limit, Math.max(estimate, centre + half)),
  };
}
