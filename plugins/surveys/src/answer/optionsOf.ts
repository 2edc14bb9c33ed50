import { TranslationFunction } from '@backstage/frontend-plugin-api';
import {
  AnswerValue,
  DONT_KNOW,
  Question,
  agreementScale,
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

/** The ways to answer, in order, "don't know" last. Text has none. */
export function optionsOf(question: Question, t: Translate): AnswerOption[] {
  const dontKnow = { value: DONT_KNOW, label: t('answer.dontKnow') };
  switch (question.type) {
    case 'agreement':
      return [
        ...agreementScale.map(({ value, label }) => ({
          value,
          label,
          digit: String(value),
        })),
        dontKnow,
      ];
    case 'likelihood':
      return [
        ...Array.from({ length: 11 }, (_point, value) => ({
          value,
          label: likelihoodLabel(value, t),
          digit: value < 10 ? String(value) : undefined,
        })),
        dontKnow,
      ];
    case 'choice':
      return [
        ...question.options.map((option, index) => ({
          ...option,
          digit: index < 9 ? String(index + 1) : undefined,
        })),
        dontKnow,
      ];
    default:
      return [];
  }
}

/** How an answer reads in the review. */
export function labelOf(
  question: Question,
  value: AnswerValue,
  t: Translate,
): string {
  if (question.type === 'text') return String(value);
  return (
    optionsOf(question, t).find(option => option.value === value)?.label ??
    String(value)
  );
}

function likelihoodLabel(value: number, t: Translate): string {
  if (value === 0) return t('answer.likely0');
  if (value === 10) return t('answer.likely10');
  return String(value);
}
