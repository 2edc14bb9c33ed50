import type { WrittenQuestion } from './surveyPlan';

/** What makes answers of two waves comparable. @public */
export interface QuestionIdentity {
  id: string;
  version: number;
  /** By language tag, the hash of the wording. */
  wordings: Record<string, string>;
}

/** Why answers start a new series. @public */
export type SeriesBreak =
  | { reason: 'version' }
  | {
      reason: 'wording';
      /** The languages in which it reads differently now. */
      languages: string[];
    };

/**
 * Everything of a question that is read by the person who answers, as one
 * text to hash: type, text, help, options and labels in their order. Conditions and
 * ids are not read, so they are not in it.
 *
 * @public
 */
export function wordingOf(question: WrittenQuestion): string {
  const { type, text, help } = question;
  const options = 'options' in question ? question.options : [];
  const wording: unknown[] = [type, text, help ?? '', options];
  // Left out where there is none, so that older hashes stay what they are.
  if ('most' in question && question.most !== undefined) {
    wording.push(question.most);
  }
  if (question.labels) wording.push({ labels: question.labels });
  return JSON.stringify(wording);
}

/**
 * Whether the answers to a question start a new series: its version was raised,
 * or it reads differently in a language in which it was asked before. A language
 * added or dropped breaks nothing. Undefined where the series goes on.
 *
 * @throws RangeError for questions with different ids.
 *
 * @public
 */
export function seriesBreak(
  before: QuestionIdentity,
  after: QuestionIdentity,
): SeriesBreak | undefined {
  if (before.id !== after.id) {
    throw new RangeError(
      `"${before.id}" and "${after.id}" are different questions`,
    );
  }
  if (before.version !== after.version) return { reason: 'version' };
  const languages = Object.keys(after.wordings).filter(
    language =>
      Object.hasOwn(before.wordings, language) &&
      before.wordings[language] !== after.wordings[language],
  );
  return languages.length > 0 ? { reason: 'wording', languages } : undefined;
}
