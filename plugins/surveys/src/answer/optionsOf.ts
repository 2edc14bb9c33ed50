import { TranslationFunction } from '@backstage/frontend-plugin-api';
import {
  AnswerValue,
  DONT_KNOW,
  SurveyAnswerValue,
  SurveyQuestion,
  agreementScale,
  effortScale,
  satisfactionScale,
} from '@waymark-idp/plugin-surveys-common';
import { surveysTranslationRef } from '../translation';

/** One way to answer a question. */
export interface AnswerOption {
  value: AnswerValue;
  label: string;
  /** The digit that chooses it, where there is one. */
  digit?: string;
}

type Translate = TranslationFunction<typeof surveysTranslationRef.T>;

const SCALES = {
  agreement: agreementScale,
  satisfaction: satisfactionScale,
  effort: effortScale,
};

/** The ways to answer, in order, "don't know" last. Text has none. */
export function optionsOf(
  question: SurveyQuestion,
  t: Translate,
): AnswerOption[] {
  if (question.type === 'text') return [];
  return [
    ...pointsOf(question, t),
    { value: DONT_KNOW, label: question.dontKnow ?? t('answer.dontKnow') },
  ];
}

/** How an answer reads in the review. */
export function labelOf(
  question: SurveyQuestion,
  value: SurveyAnswerValue,
  t: Translate,
): string {
  if (question.type === 'text') return String(value);
  const options = optionsOf(question, t);
  const label = (each: AnswerValue) =>
    options.find(option => option.value === each)?.label ?? String(each);
  if (!Array.isArray(value)) return label(value);
  return question.type === 'ranking'
    ? value.map((each, index) => `${index + 1}. ${label(each)}`).join('\n')
    : value.map(label).join('\n');
}

function pointsOf(
  question: Exclude<SurveyQuestion, { type: 'text' }>,
  t: Translate,
): AnswerOption[] {
  switch (question.type) {
    case 'likelihood':
      return Array.from({ length: 11 }, (_point, value) => ({
        value,
        label: likelihoodLabel(value, question.labels, t),
        digit: value < 10 ? String(value) : undefined,
      }));
    case 'choice':
    case 'multiple-choice':
    case 'ranking':
      return question.options.map((option, index) => ({
        ...option,
        digit: index < 9 ? String(index + 1) : undefined,
      }));
    default:
      return SCALES[question.type].map(({ value, label }, at) => ({
        value,
        label: question.labels?.[at] ?? label,
        digit: String(value),
      }));
  }
}

function likelihoodLabel(
  value: number,
  ends: string[] | undefined,
  t: Translate,
): string {
  if (value === 0) return ends?.[0] ?? t('answer.likely0');
  if (value === 10) return ends?.[1] ?? t('answer.likely10');
  return String(value);
}
