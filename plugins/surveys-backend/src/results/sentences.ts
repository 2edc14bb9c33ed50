import type {
  Bounds,
  Change,
  Share,
  SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import type { Unworded } from './questionResult';

/** What a question's figures say, in words. */
export function sentenceOf(
  question: SurveyQuestion,
  result: Unworded,
  change: Change | undefined,
): string {
  const { answered, asked } = result;
  const counted =
    asked === undefined
      ? `about ${answered} answered, of those it was asked`
      : `${answered} of ${asked} answered`;
  const parts = [counted];
  if (result.netScore) {
    const { value, interval } = result.netScore;
    parts.unshift(
      `likelihood to recommend ${signed(
        value,
      )} on a scale from −100 to 100 (95 % interval ${signed(
        interval.lower,
      )} to ${signed(interval.upper)})`,
    );
  } else if (result.favourable) {
    parts.unshift(shareInWords(result.favourable));
  } else if (result.favourableBound) {
    parts.unshift(
      result.favourableBound === 'at-least-90'
        ? 'at least 90 % favourable'
        : 'at most 10 % favourable',
    );
  } else if (result.comments) {
    return `${answered} of ${asked} wrote something`;
  } else if (result.distribution) {
    const [first] = [...result.distribution].sort((a, b) => b.count - a.count);
    const how =
      question.type === 'ranking' ? 'first place most often' : 'most often';
    parts.unshift(
      `${how}: ${first.label}, ${percent(first.count / answered)} %`,
    );
  }
  const sentence = parts.join(', ');
  return change ? `${sentence}; ${changeInWords(change)}` : sentence;
}

/** What a group's figures say, in words. */
export function groupSentence(
  favourable: Share,
  answered: number,
  invited: number,
  isConditional: boolean,
  change: Change,
): string {
  const counted = isConditional
    ? `about ${answered} answered`
    : `${answered} of ${invited} answered`;
  return `${shareInWords(favourable)}, ${counted}; ${changeInWords(change)}`;
}

/** What is said where nothing may be shown. */
export function suppressedSentence(minimum: number): string {
  return `Not shown: fewer than ${minimum} answers, or they would tell what single people said`;
}

/** What has become of it since the wave before. */
export function changeInWords({ word, since, difference, measure }: Change) {
  if (!since) return 'asked for the first time';
  const when = `since ${monthOf(since.closedAt)}`;
  switch (word) {
    case 'new wording':
      return `not compared with ${monthOf(since.closedAt)}: the wording is new`;
    case 'too few':
      return `too few answers to compare with ${monthOf(since.closedAt)}`;
    case 'no clear change':
      return `${word} ${when}`;
    default: {
      const net = measure === 'net-score';
      const by = Math.abs(Math.round(difference!.value * (net ? 1 : 100)));
      return `${word} ${when}, by ${by} ${net ? '' : 'percentage '}points`;
    }
  }
}

/** A share from 0 to 1 in whole hundredths. */
export function percent(share: number): number {
  return Math.round(share * 100);
}

function shareInWords({ value, interval }: Share) {
  return `${percent(value)} % favourable (95 % interval ${range(interval)})`;
}

function range({ lower, upper }: Bounds) {
  return `${percent(lower)}–${percent(upper)}`;
}

function signed(value: number) {
  const whole = Math.round(value);
  return whole < 0 ? `−${-whole}` : String(whole);
}

function monthOf(date: string) {
  return new Date(date).toLocaleString('en', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
