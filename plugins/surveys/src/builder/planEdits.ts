import {
  LocalizedText,
  PlannedQuestion,
  SurveyPlan,
  SurveyQuestionType,
} from '@waymark-idp/plugin-surveys-common';

/** The types that have options. */
export function hasOptions(type: SurveyQuestionType): boolean {
  return type === 'choice' || type === 'multiple-choice' || type === 'ranking';
}

/** A survey with nothing asked yet but one question to write. */
export function emptyPlan(): SurveyPlan {
  return {
    id: 'new-survey',
    languages: ['en'],
    title: { en: 'New survey' },
    description: { en: 'What it is about.' },
    owner: 'group:default/platform',
    mode: 'anonymous',
    questions: [newQuestion([], ['en'])],
  };
}

/** A question whose id is not taken. */
export function newQuestion(
  questions: readonly PlannedQuestion[],
  languages: readonly string[],
): PlannedQuestion {
  const taken = new Set(questions.map(({ id }) => id));
  let number = questions.length + 1;
  while (taken.has(`question-${number}`)) number++;
  return {
    id: `question-${number}`,
    version: 1,
    type: 'agreement',
    text: inAll(languages, 'It is …'),
  };
}

/** The same text in all languages, to be written in each. */
export function inAll(
  languages: readonly string[],
  text: string,
): LocalizedText {
  return Object.fromEntries(languages.map(language => [language, text]));
}

/** Another type: options come and go with it, and so do labels of a scale. */
export function withType(
  question: PlannedQuestion,
  type: SurveyQuestionType,
  languages: readonly string[],
): PlannedQuestion {
  const { options, most, labels, ...rest } = question;
  if (!hasOptions(type)) return { ...rest, type };
  return {
    ...rest,
    type,
    options: options ?? [
      { value: 'a', label: inAll(languages, 'A') },
      { value: 'b', label: inAll(languages, 'B') },
    ],
    ...(type !== 'choice' && most !== undefined && { most }),
  };
}

/** The list with one of its items elsewhere; the same list where there is no such place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const copy = [...list];
  if (to < 0 || to >= copy.length) return copy;
  copy.splice(to, 0, ...copy.splice(from, 1));
  return copy;
}

/**
 * Other languages: a text that is not written yet in one begins with that of
 * the language that was first; what is not among them any more is gone.
 */
export function withLanguages(
  plan: SurveyPlan,
  languages: string[],
): SurveyPlan {
  const [first] = plan.languages;
  const text = (value: LocalizedText): LocalizedText =>
    Object.fromEntries(
      languages.map(language => [language, value[language] ?? value[first]]),
    );
  return {
    ...plan,
    languages,
    title: text(plan.title),
    description: text(plan.description),
    questions: plan.questions.map(question => ({
      ...question,
      text: text(question.text),
      ...(question.help && { help: text(question.help) }),
      ...(question.labels && { labels: question.labels.map(text) }),
      ...(question.options && {
        options: question.options.map(({ value, label }) => ({
          value,
          label: text(label),
        })),
      }),
    })),
  };
}
