import type { PromptTrigger } from '../prompt';
import type { PrivacyMode } from '../types';
import { scaleWordsIn } from './scaleLabels';
import type { SurveyQuestion } from './surveyQuestions';

/** A text in each language of a survey, by language tag such as `en` or `pt-BR`. @public */
export type LocalizedText = Record<string, string>;

/** A question as written: every text in all languages, one identity. @public */
export interface PlannedQuestion {
  /** Unique in the survey, and the same from wave to wave and in all languages. */
  id: string;
  /** Integer from 1; raised when the meaning changes. */
  version: number;
  type: SurveyQuestion['type'];
  text: LocalizedText;
  help?: LocalizedText;
  /** Choice, multiple choice and ranking. */
  options?: { value: string; label: LocalizedText }[];
  /** Of a five-point scale its points, of a likelihood its two ends; else built-in ones. */
  labels?: LocalizedText[];
  /** Multiple choice and ranking: how many may be chosen. */
  most?: number;
  /** Asked only where all of these hold. */
  askIf?: SurveyQuestion['askIf'];
}

/** A survey as written, in all its languages. @public */
export interface SurveyPlan {
  id: string;
  /** Language tags; the first is the one for everybody whose own is not there. */
  languages: string[];
  title: LocalizedText;
  description: LocalizedText;
  /** Entity ref of the group that answers for it. */
  owner?: string;
  /** The mode a wave gets when its creator says nothing else. */
  mode: PrivacyMode;
  /** Asked right after this event, and only then. */
  prompt?: PromptTrigger;
  questions: PlannedQuestion[];
}

/** A question in one language; its hash is not computed yet. @public */
export type WrittenQuestion = SurveyQuestion extends infer Q
  ? Q extends SurveyQuestion
    ? Omit<Q, 'wordingHash'>
    : never
  : never;

/**
 * The language of a survey that fits someone's wishes best: the first wish that
 * is there, or there without its region; else the survey's first.
 *
 * @public
 */
export function languageFor(
  languages: readonly string[],
  wishes: readonly string[],
): string {
  const find = (wish: string) =>
    languages.find(each => each.toLowerCase() === wish.toLowerCase());
  for (const wish of wishes) {
    const found = find(wish) ?? find(wish.split('-')[0]);
    if (found) return found;
  }
  return languages[0];
}

/**
 * A question in one language of its survey.
 *
 * @throws RangeError where the survey does not have the language.
 *
 * @public
 */
export function questionInLanguage(
  question: PlannedQuestion,
  language: string,
): WrittenQuestion {
  const read = (text: LocalizedText) => {
    if (!Object.hasOwn(text, language)) {
      throw new RangeError(
        `the question "${question.id}" is not written in "${language}"`,
      );
    }
    return text[language];
  };
  const { help, options, labels, ...rest } = question;
  const words = question.type === 'text' ? undefined : scaleWordsIn(language);
  const points = labels?.map(read) ?? words?.labels[question.type];
  return {
    ...rest,
    text: read(question.text),
    ...(points && { labels: [...points] }),
    ...(words && { dontKnow: words.dontKnow }),
    ...(help && { help: read(help) }),
    ...(options && {
      options: options.map(({ value, label }) => ({
        value,
        label: read(label),
      })),
    }),
    // The parser has seen to it that a question has what its type asks for.
  } as WrittenQuestion;
}
