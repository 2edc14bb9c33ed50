import type {
  DriversResult,
  Estimated,
  QuestionResult,
  ReliabilityResult,
  SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import {
  cronbachAlpha,
  type Estimate,
  lmgDrivers,
  seedFrom,
} from '@waymark-idp/plugin-statistics-common';
import { isConditional } from './release';
import { scaleOf } from './scaleOf';
import { percent } from './sentences';
import type { StoredResponse } from './tallies';

const MOST_DRIVERS = 12;

/** One response in five is left out, nobody knows which: see the privacy page. */
const KEPT = 0.8;

/** With many answers, the interval is steady after fewer resamples. */
const WORK = 400_000;

/**
 * What goes with the outcome of a survey: its likelihood to recommend, or else its
 * first satisfaction. Computed of a random part of the responses and in whole
 * hundredths, so that nobody can compute backwards to one response.
 */
export function driversOf(
  items: readonly QuestionResult[],
  responses: readonly StoredResponse[],
  shuffle: <T>(items: T[]) => T[],
): DriversResult | undefined {
  const scales = items.filter(({ question }) => isPlainScale(question));
  const outcome =
    scales.find(({ question }) => question.type === 'likelihood') ??
    scales.find(({ question }) => question.type === 'satisfaction');
  const predictors = scales
    .filter(item => item !== outcome && !item.suppressed)
    .slice(0, MOST_DRIVERS);
  if (!outcome || predictors.length < 2) return undefined;

  const ids = predictors.map(({ question }) => question.id);
  const rows = completeRows([outcome.question.id, ...ids], responses, shuffle);
  const result = lmgDrivers({
    outcome: rows.map(([first]) => first),
    predictors: Object.fromEntries(
      ids.map((id, at) => [id, rows.map(row => row[at + 1])]),
    ),
    seed: seedFrom(outcome.question.id),
    resamples: Math.max(100, Math.min(1000, Math.floor(WORK / rows.length))),
  });
  if (result.state !== 'ok') return result;
  const drivers = result.drivers.map((driver, at) => ({
    question: ids[at],
    importance: rounded(driver),
    correlation: hundredths(driver.correlation),
    favourable: favourableOf(predictors[at]),
  }));
  const [most] = [...drivers].sort(
    (a, b) => b.importance.value - a.importance.value,
  );
  const { text } = predictors[ids.indexOf(most.question)].question;
  return {
    state: 'ok',
    outcome: outcome.question.id,
    r2: hundredths(result.r2),
    drivers,
    sentence: `What goes most with “${
      outcome.question.text
    }” is “${text}”. The items together go with ${percent(
      result.r2,
    )} % of its variation: association, not cause`,
  };
}

/** Whether the agreement items measure one thing; protected as the drivers are. */
export function reliabilityOf(
  questions: readonly SurveyQuestion[],
  responses: readonly StoredResponse[],
  shuffle: <T>(items: T[]) => T[],
): ReliabilityResult | undefined {
  const ids = questions
    .filter(question => question.type === 'agreement' && isPlainScale(question))
    .map(({ id }) => id);
  if (ids.length < 2) return undefined;
  const rows = completeRows(ids, responses, shuffle);
  const result = cronbachAlpha({
    items: ids.map((_, at) => rows.map(row => row[at])),
  });
  if (result.state !== 'ok') return result;
  const alpha = rounded(result);
  return {
    state: 'ok',
    questions: ids,
    alpha,
    sentence: `The ${ids.length} agreement items hang together with a Cronbach’s alpha of ${alpha.value} (95 % interval ${alpha.interval.lower}–${alpha.interval.upper})`,
  };
}

function isPlainScale(question: SurveyQuestion) {
  return scaleOf(question)?.kind === 'ordered' && !isConditional(question);
}

function completeRows(
  ids: string[],
  responses: readonly StoredResponse[],
  shuffle: <T>(items: T[]) => T[],
): number[][] {
  const complete = responses.flatMap(({ answers }) => {
    const row = ids.map(id => answers[id]);
    return row.every(value => typeof value === 'number')
      ? [row as number[]]
      : [];
  });
  return shuffle(complete).slice(0, Math.floor(complete.length * KEPT));
}

function favourableOf(item: QuestionResult) {
  if (item.suppressed) return 0;
  return (
    item.favourable?.value ?? (item.favourableBound === 'at-least-90' ? 1 : 0)
  );
}

function rounded({ estimate, lower, upper }: Estimate): Estimated {
  return {
    value: hundredths(estimate),
    interval: { lower: hundredths(lower), upper: hundredths(upper) },
  };
}

function hundredths(value: number) {
  return Math.round(value * 100) / 100;
}
