import { assertNumbers } from './assertions';
import { fQuantile } from './distributions';
import { Estimate } from './newcombeDifference';
import { zOf } from './normal';

/** Below this many respondents alpha says more about chance than about the scale. */
const FEWEST = 30;

/** @public */
export type CronbachAlphaResult =
  | {
      state: 'too-few-answers';
      /** How many respondents it takes. */
      needed: number;
    }
  | {
      /** All respondents have the same total: there is nothing to compare. */
      state: 'no-variation';
    }
  | ({ state: 'ok' } & Estimate);

/**
 * Cronbach's alpha: how far the items of a scale measure one thing.
 *
 * Unit: at most 1; below 0 where items contradict each other (turn reversed
 * ones first); `lower ≤ estimate ≤ upper`. From 0.7 on a mean over the items
 * is usually accepted. Assumes that items are on one scale and that everybody
 * answered all of them: leave out whoever did not. Fewer than 30 respondents
 * are refused. The interval assumes roughly normal scores.
 *
 * Source: Cronbach 1951, Psychometrika 16:297–334, doi 10.1007/BF02310555;
 * interval: Feldt 1965, Psychometrika 30:357–370, doi 10.1007/BF02289499.
 *
 * @example
 * ```ts
 * cronbachAlpha({ items: [easy, reliable, clear] }); // one list of answers per item
 * // { state: 'ok', estimate: 0.81, lower: 0.70, upper: 0.89 }
 * ```
 *
 * @throws RangeError for fewer than 2 items, items of different length, answers
 * that are not finite, and a confidence out of range.
 *
 * @public
 */
export function cronbachAlpha(options: {
  /** Per item the answers, in the same order of respondents. */
  items: readonly (readonly number[])[];
  /** Between 0 and 1, both excluded; 0.95 by default. */
  confidence?: number;
}): CronbachAlphaResult {
  const { items, confidence = 0.95 } = options;
  zOf(confidence);
  const k = items.length;
  const n = items[0]?.length ?? 0;
  if (k < 2) throw new RangeError(`2 or more items are needed, not ${k}`);
  items.forEach((answers, item) => {
    assertNumbers(`items[${item}]`, answers, 0);
    if (answers.length !== n) {
      throw new RangeError(
        `items[${item}] has ${answers.length} answers, items[0] has ${n}`,
      );
    }
  });
  if (n < FEWEST) return { state: 'too-few-answers', needed: FEWEST };

  const totals = items[0].map((_, at) =>
    items.reduce((sum, answers) => sum + answers[at], 0),
  );
  const ofTotals = variance(totals);
  if (ofTotals === 0) return { state: 'no-variation' };
  const ofItems = items.reduce((sum, answers) => sum + variance(answers), 0);
  const estimate = (k / (k - 1)) * (1 - ofItems / ofTotals);

  const tail = (1 - confidence) / 2;
  const bound = (p: number) =>
    1 - (1 - estimate) * fQuantile(p, n - 1, (n - 1) * (k - 1));
  return {
    state: 'ok',
    estimate,
    lower: Math.min(estimate, bound(1 - tail)),
    upper: Math.max(estimate, bound(tail)),
  };
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return (
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) /
    (values.length - 1)
  );
}
