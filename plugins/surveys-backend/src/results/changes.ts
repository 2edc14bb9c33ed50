import {
  type AnswerCount,
  type Change,
  type QuestionResult,
  type ReleasedQuestionResult,
  type Results,
  seriesBreak,
  type Share,
  type SurveyQuestion,
  type Wave,
  type WaveReference,
} from '@waymark-idp/plugin-surveys-common';
import {
  benjaminiHochberg,
  cliffsDelta,
  type Estimate,
  mannWhitney,
  netPromoterDifference,
  normalPValue,
  shareDifference,
} from '@waymark-idp/plugin-statistics-common';
import { type Unworded, recommendationsIn } from './questionResult';

/** After adjustment, what is clear. */
const LEVEL = 0.05;

/** Standard errors of a difference that is shown four times in five at 95 %. */
const DETECTABLE = 1.96 + 0.8416;

/** The last wave before that asked a question, and what it released. */
export interface Before {
  since: WaveReference;
  result: QuestionResult;
  /** The wording changed since. */
  isBroken: boolean;
}

/** Where a question was asked last; undefined where it never was. */
export function beforeOf(
  question: SurveyQuestion,
  wordings: Record<string, string>,
  earlier: readonly Results[],
): Before | undefined {
  for (const results of earlier) {
    const result = results.questions.find(
      item => item.question.id === question.id,
    );
    if (result) {
      const { waveId, title, closedAt } = results;
      return {
        since: { waveId, title, closedAt },
        result,
        isBroken:
          seriesBreak(
            { ...result.question, wordings: result.wordings ?? {} },
            { ...question, wordings },
          ) !== undefined,
      };
    }
  }
  return undefined;
}

/** By language, the hash of the wording in which a wave asks a question. */
export function wordingsOf(
  question: SurveyQuestion,
  { languages, translations = {} }: Wave,
): Record<string, string> {
  const translated = Object.entries(translations).flatMap(
    ([language, { questions }]) => {
      const found = questions.find(({ id }) => id === question.id);
      return found ? [[language, found.wordingHash]] : [];
    },
  );
  return {
    [languages[0]]: question.wordingHash,
    ...Object.fromEntries(translated),
  };
}

/** How everyone's answers changed; the word is only right after {@link judge}. */
export function changeOfItem(
  question: SurveyQuestion,
  now: Unworded,
  before: Before | undefined,
): Change {
  const then = comparable(before);
  if (!then || !now.distribution || !then.distribution || !now.favourable) {
    return notCompared(before);
  }
  const first = thinned(now.distribution, now.favourable);
  const second = thinned(then.distribution, then.favourable!);
  const samples = { first: valuesOf(first), second: valuesOf(second) };
  if (samples.first.length < 2 || samples.second.length < 2) {
    return { word: 'too few', since: before!.since };
  }
  const effect = cliffsDelta(samples);
  const found =
    question.type === 'likelihood'
      ? netChange(first, second)
      : {
          ...shareChange(now.favourable, then.favourable!),
          test: 'mann-whitney' as const,
          pValue: mannWhitney(samples).pValue,
        };
  return {
    word: 'no clear change',
    since: before!.since,
    ...found,
    effect: estimated(effect),
  };
}

/** How a group's share changed since the last wave that showed it. */
export function changeOfGroup(
  groupId: string,
  now: Share,
  before: Before | undefined,
): Change {
  const then = comparable(before)?.groups?.find(
    group => group.groupId === groupId,
  );
  return !then || then.suppressed
    ? notCompared(before)
    : {
        word: 'no clear change',
        since: before!.since,
        ...shareChange(now, then.favourable),
      };
}

/** Adjusts for all comparisons of the results, and says what is clear. */
export function judge(changes: readonly Change[]): void {
  const tested = changes.filter(({ pValue }) => pValue !== undefined);
  const adjusted = benjaminiHochberg(tested.map(({ pValue }) => pValue!));
  tested.forEach((change, at) => {
    const direction = change.effect?.value || change.difference!.value;
    change.adjustedPValue = adjusted[at];
    if (adjusted[at] <= LEVEL && direction !== 0) {
      change.word = direction > 0 ? 'clear rise' : 'clear fall';
    }
  });
}

function comparable(
  before: Before | undefined,
): ReleasedQuestionResult | undefined {
  return before && !before.isBroken && !before.result.suppressed
    ? before.result
    : undefined;
}

function notCompared(before: Before | undefined): Change {
  return {
    word: before?.isBroken ? 'new wording' : 'too few',
    ...(before && { since: before.since }),
  };
}

function shareChange(now: Share, then: Share) {
  const first = { share: now.value, size: now.effectiveSize! };
  const second = { share: then.value, size: then.effectiveSize! };
  const { pValue, ...difference } = shareDifference({ first, second });
  const pooled =
    (first.share * first.size + second.share * second.size) /
    (first.size + second.size);
  // Where all agreed, a share a little off says what could have been seen.
  const spread = Math.max(pooled * (1 - pooled), 0.05);
  return {
    measure: 'favourable' as const,
    difference: estimated(difference),
    test: 'newcombe' as const,
    pValue,
    detectable: Math.min(
      1,
      DETECTABLE * Math.sqrt(spread * (1 / first.size + 1 / second.size)),
    ),
  };
}

function netChange(first: AnswerCount[], second: AnswerCount[]) {
  const difference = netPromoterDifference({
    first: recommendationsIn(first),
    second: recommendationsIn(second),
  });
  // The interval is put around the adjusted difference, which its middle is.
  const error = (difference.upper - difference.lower) / (2 * 1.96);
  const middle = (difference.upper + difference.lower) / 2;
  return {
    measure: 'net-score' as const,
    difference: estimated(difference),
    test: 'adjusted-wald' as const,
    pValue: error > 0 ? normalPValue(middle / error) : 1,
    detectable: Math.min(200, DETECTABLE * error),
  };
}

/** So many answers as the distribution is worth with its noise: tests then claim no more. */
function thinned(
  distribution: readonly AnswerCount[],
  { effectiveSize }: Share,
): AnswerCount[] {
  const answered = distribution.reduce((sum, { count }) => sum + count, 0);
  const factor = Math.min(1, (effectiveSize ?? answered) / answered);
  return distribution.map(point => ({
    ...point,
    count: Math.round(point.count * factor),
  }));
}

function valuesOf(distribution: readonly AnswerCount[]): number[] {
  return distribution.flatMap(({ value, count }) =>
    new Array<number>(count).fill(Number(value)),
  );
}

function estimated({ estimate, lower, upper }: Estimate) {
  return { value: estimate, interval: { lower, upper } };
}
