import {
  type DefinitionProblem,
  readSurveyPlan,
} from './definition/parseSurveyPlan';
import { questionInLanguage, type SurveyPlan } from './definition/surveyPlan';
import type { PathProblem } from './definition/TextReader';
import type { Question } from './questions';
import type { PrivacyMode } from './types';

/** A question as written in a definition: its hash is not computed yet. @public */
export type QuestionDefinition = Question extends infer Q
  ? Q extends Question
    ? Omit<Q, 'wordingHash'>
    : never
  : never;

/** A survey as written in YAML. @public */
export interface SurveyDefinition {
  id: string;
  title: string;
  description: string;
  owner?: string;
  mode: PrivacyMode;
  questions: QuestionDefinition[];
}

/** What waves can ask. */
const ASKED = ['agreement', 'likelihood', 'choice', 'text'];

/**
 * Reads a survey definition from YAML that a wave can be made of: one language,
 * no conditions, questions of the types in {@link Question}. The rest of what
 * {@link parseSurveyPlan} reads is refused with its line.
 *
 * @public
 */
export function parseSurveyDefinition(
  yaml: string,
): { survey: SurveyDefinition } | { problems: DefinitionProblem[] } {
  const read = readSurveyPlan(yaml, notAskedYet);
  if ('problems' in read) return read;
  const { id, languages, title, description, owner, mode } = read.plan;
  const [language] = languages;
  return {
    survey: {
      id,
      title: title[language],
      description: description[language],
      owner,
      mode,
      questions: read.plan.questions.map(
        question =>
          questionInLanguage(question, language) as QuestionDefinition,
      ),
    },
  };
}

function notAskedYet(plan: SurveyPlan): PathProblem[] {
  const questions = plan.questions.flatMap(({ type, askIf }, index) => {
    const path = ['spec', 'questions', index];
    return [
      ...(ASKED.includes(type)
        ? []
        : [
            {
              path: [...path, 'type'],
              message: `waves cannot ask "${type}" questions yet`,
            },
          ]),
      ...(askIf
        ? [
            {
              path: [...path, 'askIf'],
              message: 'waves ask every question yet',
            },
          ]
        : []),
    ];
  });
  return plan.languages.length > 1
    ? [
        { path: ['spec', 'languages'], message: 'waves have one language yet' },
        ...questions,
      ]
    : questions;
}
