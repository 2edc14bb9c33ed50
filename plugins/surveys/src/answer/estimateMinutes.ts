import {
  SurveyQuestion,
  SurveyQuestionType,
} from '@waymark-idp/plugin-surveys-common';

/** Reading a statement and choosing takes some ten seconds, writing longer. */
const SECONDS: Record<SurveyQuestionType, number> = {
  agreement: 10,
  satisfaction: 10,
  effort: 10,
  likelihood: 10,
  choice: 12,
  'multiple-choice': 18,
  ranking: 30,
  text: 40,
};

/** Whole minutes that answering takes, at least 1. */
export function estimateMinutes(questions: readonly SurveyQuestion[]): number {
  const seconds = questions.reduce(
    (sum, question) => sum + SECONDS[question.type],
    0,
  );
  return Math.max(1, Math.round(seconds / 60));
}
