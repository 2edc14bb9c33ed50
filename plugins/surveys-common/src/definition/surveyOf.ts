import type { Survey, WaveTexts } from '../types';
import { questionInLanguage, type SurveyPlan } from './surveyPlan';
import type { SurveyQuestion } from './surveyQuestions';
import { wordingOf } from './wording';

/**
 * A survey as it is asked: everything in its first language, the others beside
 * it, each question with the hashes of its wordings.
 *
 * @param hash - SHA-256 of a text, in hex.
 *
 * @public
 */
export function surveyOf(
  plan: SurveyPlan,
  source: Survey['source'],
  hash: (text: string) => string,
): Survey {
  const { languages } = plan;
  const written = (language: string): WaveTexts => ({
    title: plan.title[language],
    description: plan.description[language],
    questions: plan.questions.map((planned): SurveyQuestion => {
      const wordings = Object.fromEntries(
        languages.map(each => [
          each,
          hash(wordingOf(questionInLanguage(planned, each))),
        ]),
      );
      return {
        ...questionInLanguage(planned, language),
        wordingHash: wordings[languages[0]],
        ...(languages.length > 1 && { wordings }),
      };
    }),
  });
  const [first, ...others] = languages;
  return {
    id: plan.id,
    ...written(first),
    languages,
    ...(others.length > 0 && {
      translations: Object.fromEntries(
        others.map(language => [language, written(language)]),
      ),
    }),
    owner: plan.owner,
    mode: plan.mode,
    ...(plan.prompt && { prompt: plan.prompt }),
    source,
  };
}

/**
 * The texts of a survey or wave in one of its languages; in its first where it
 * does not have the language.
 *
 * @public
 */
export function textsIn(
  asked: WaveTexts & { translations?: Record<string, WaveTexts> },
  language: string,
): WaveTexts {
  const { translations = {} } = asked;
  if (Object.hasOwn(translations, language)) return translations[language];
  const { title, description, questions } = asked;
  return { title, description, questions };
}
