/**
 * The five points of an agreement question, in the order they are shown. Every
 * point has a label: a scale with labelled ends only is read differently by
 * different people.
 *
 * @public
 */
export const agreementScale = [
  { value: 1, label: 'Strongly disagree' },
  { value: 2, label: 'Disagree' },
  { value: 3, label: 'Neither agree nor disagree' },
  { value: 4, label: 'Agree' },
  { value: 5, label: 'Strongly agree' },
] as const;

/**
 * The answer "don't know, or does not apply to me". It is kept out of every
 * percentage, and its share is reported beside it.
 *
 * @public
 */
export const DONT_KNOW = 'dont-know';

/** The longest text answer, in UTF-16 code units. @public */
export const MAX_TEXT_LENGTH = 5000;

/** Common to all questions. @public */
export interface QuestionBase {
  /** Unique in the survey, and the same from wave to wave. */
  id: string;
  /** Integer from 1; raised when the wording changes. */
  version: number;
  /** The question as it is asked. */
  text: string;
  /** A sentence under the question. */
  help?: string;
  /**
   * The points of a five-point scale, from 1, or the two ends of a likelihood, as
   * they read in this language. Absent where they read as the built-in English ones.
   */
  labels?: string[];
  /** "Don't know" in this language; absent where it is English. */
  dontKnow?: string;
  /**
   * SHA-256 in hex of everything that is read by the person who answers: type,
   * text, help, options and labels, in the survey's first language. A changed hash
   * starts a new series.
   */
  wordingHash: string;
  /** The same by language tag; where it is asked in more languages than one. */
  wordings?: Record<string, string>;
}

/** How far do you agree: 1 to 5, see {@link agreementScale}. @public */
export interface AgreementQuestion extends QuestionBase {
  type: 'agreement';
}

/** How likely are you to recommend it: 0 to 10. @public */
export interface LikelihoodQuestion extends QuestionBase {
  type: 'likelihood';
}

/** One of several options. @public */
export interface ChoiceQuestion extends QuestionBase {
  type: 'choice';
  options: { value: string; label: string }[];
}

/** Free text, up to {@link MAX_TEXT_LENGTH}. @public */
export interface TextQuestion extends QuestionBase {
  type: 'text';
}

/**
 * The answer to one question: 1 to 5 for agreement, 0 to 10 for likelihood, the
 * option's value for choice, the text for text; or `dont-know` for all but text.
 *
 * @public
 */
export type AnswerValue = number | string;
