import {
  agreementScale,
  type AnswerValue,
  type Question,
} from '@waymark-idp/plugin-surveys-common';

/** How the answers to a question are counted. */
export interface Scale {
  points: { value: string; label: string }[];
  /** Undefined where no answer is better than another. */
  isFavourable?: (value: AnswerValue) => boolean;
}

/** The scale of a question; undefined for free text. */
export function scaleOf(question: Question): Scale | undefined {
  switch (question.type) {
    case 'agreement':
      return {
        points: agreementScale.map(({ value, label }) => ({
          value: String(value),
          label,
        })),
        isFavourable: value => Number(value) >= 4,
      };
    case 'likelihood':
      return {
        points: Array.from({ length: 11 }, (_, value) => ({
          value: String(value),
          label: String(value),
        })),
        isFavourable: value => Number(value) >= 9,
      };
    case 'choice':
      return { points: question.options };
    default:
      return undefined;
  }
}
