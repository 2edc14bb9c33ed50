import type {
  AgreementQuestion,
  AnswerValue,
  ChoiceQuestion,
  LikelihoodQuestion,
  QuestionBase,
  TextQuestion,
} from '../questions';

/** The five points of a satisfaction question, in the order they are shown. @public */
export const satisfactionScale = [
  { value: 1, label: 'Very dissatisfied' },
  { value: 2, label: 'Dissatisfied' },
  { value: 3, label: 'Neither satisfied nor dissatisfied' },
  { value: 4, label: 'Satisfied' },
  { value: 5, label: 'Very satisfied' },
] as const;

/** The five points of an effort question; the easy end is the favourable one. @public */
export const effortScale = [
  { value: 1, label: 'Very hard' },
  { value: 2, label: 'Hard' },
  { value: 3, label: 'Neither hard nor easy' },
  { value: 4, label: 'Easy' },
  { value: 5, label: 'Very easy' },
] as const;

/** How satisfied are you: 1 to 5, see {@link satisfactionScale}. @public */
export interface SatisfactionQuestion extends QuestionBase {
  type: 'satisfaction';
}

/** How easy was it: 1 to 5, see {@link effortScale}. @public */
export interface EffortQuestion extends QuestionBase {
  type: 'effort';
}

/** Any of several options. @public */
export interface MultipleChoiceQuestion extends QuestionBase {
  type: 'multiple-choice';
  options: { value: string; label: string }[];
  /** How many may be chosen; all by default. */
  most?: number;
}

/** Options in an order, the first place first. @public */
export interface RankingQuestion extends QuestionBase {
  type: 'ranking';
  options: { value: string; label: string }[];
  /** How many places may be given; all by default. */
  most?: number;
}

/** Asked only where an earlier answer is one of these. @public */
export interface Condition {
  /** The id of an earlier question: a scale, choice or multiple choice. */
  question: string;
  /** Answers that let it through; of a multiple choice, any chosen option. May name `dont-know`. */
  is: AnswerValue[];
}

/** A question of any type, with the conditions under which it is asked: all have to hold. @public */
export type SurveyQuestion = (
  | AgreementQuestion
  | SatisfactionQuestion
  | EffortQuestion
  | LikelihoodQuestion
  | ChoiceQuestion
  | MultipleChoiceQuestion
  | RankingQuestion
  | TextQuestion
) & { askIf?: Condition[] };

/** The kinds of question. @public */
export type SurveyQuestionType = SurveyQuestion['type'];

/**
 * The answer to one question: as {@link AnswerValue}; for multiple choice and
 * ranking the values of the options, of a ranking in order.
 *
 * @public
 */
export type SurveyAnswerValue = AnswerValue | string[];

/** Answers by question id. A question that was skipped, or not asked, is absent. @public */
export type SurveyAnswers = Record<string, SurveyAnswerValue>;
