import { questionsToAsk } from './definition/conditions';
import type {
  SurveyAnswers,
  SurveyAnswerValue,
  SurveyQuestion,
} from './definition/surveyQuestions';
import { DONT_KNOW, MAX_TEXT_LENGTH } from './questions';

/** What is wrong with one answer; never repeats the answer itself. @public */
export interface AnswerProblem {
  /** The id of the question, as it was sent. */
  question: string;
  /** A sentence for the person who answers. */
  message: string;
}

/**
 * Says what is wrong with answers to these questions; an empty list means that
 * they can be stored. Skipping questions is never a problem.
 *
 * @public
 */
export function validateAnswers(
  questions: readonly SurveyQuestion[],
  answers: Readonly<Record<string, unknown>>,
): AnswerProblem[] {
  const byId = new Map(questions.map(question => [question.id, question]));
  return Object.entries(answers).flatMap(([id, value]) => {
    const question = byId.get(id);
    if (!question) {
      return [
        { question: id, message: 'This wave does not ask this question.' },
      ];
    }
    const message = problemWith(question, value);
    return message ? [{ question: id, message }] : [];
  });
}

/**
 * The answers that say something: without empty texts, and texts without
 * characters that a database or a page cannot hold (NUL, lone surrogates).
 *
 * @public
 */
export function normalizeAnswers(answers: SurveyAnswers): SurveyAnswers {
  const kept = Object.entries(answers).map(
    ([id, value]): [string, SurveyAnswerValue] => [
      id,
      typeof value === 'string' ? cleanText(value) : value,
    ],
  );
  return Object.fromEntries(kept.filter(([, value]) => value !== ''));
}

/**
 * Leaves out answers to questions that these answers do not lead to: filled in
 * before an earlier answer was changed.
 *
 * @public
 */
export function answersAsked(
  questions: readonly SurveyQuestion[],
  answers: Readonly<SurveyAnswers>,
): SurveyAnswers {
  return Object.fromEntries(
    questionsToAsk(questions, answers)
      .filter(({ id }) => Object.hasOwn(answers, id))
      .map(({ id }) => [id, answers[id]]),
  );
}

function cleanText(text: string) {
  return text
    .replaceAll('\u0000', '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();
}

function problemWith(
  question: SurveyQuestion,
  value: unknown,
): string | undefined {
  if (question.type === 'text') {
    if (typeof value !== 'string') return 'The answer has to be a text.';
    return value.length > MAX_TEXT_LENGTH
      ? `The text has ${value.length} characters; the most is ${MAX_TEXT_LENGTH}. Shorten it and send again: nothing is lost.`
      : undefined;
  }
  if (value === DONT_KNOW) return undefined;
  switch (question.type) {
    case 'likelihood':
      return wholeNumber(value, 0, 10);
    case 'choice':
      return question.options.some(option => option.value === value)
        ? undefined
        : 'The answer is not one of the options.';
    case 'multiple-choice':
    case 'ranking':
      return someOf(question, value);
    default:
      return wholeNumber(value, 1, 5);
  }
}

function someOf(
  {
    options,
    most = options.length,
  }: { options: { value: string }[]; most?: number },
  value: unknown,
) {
  if (!Array.isArray(value) || value.length === 0) {
    return `The answer has to be a list of options, or "${DONT_KNOW}".`;
  }
  if (!value.every(each => options.some(option => option.value === each))) {
    return 'Something in the answer is not one of the options.';
  }
  if (new Set(value).size < value.length) {
    return 'The answer names an option twice.';
  }
  return value.length > most
    ? `The answer names ${value.length} options; the most is ${most}.`
    : undefined;
}

function wholeNumber(value: unknown, from: number, to: number) {
  return Number.isInteger(value) &&
    (value as number) >= from &&
    (value as number) <= to
    ? undefined
    : `The answer has to be a whole number from ${from} to ${to}, or "${DONT_KNOW}".`;
}
