import {
  agreementScale,
  type AnswerValue,
  effortScale,
  type SurveyQuestion,
  satisfactionScale,
} from '@waymark-idp/plugin-surveys-common';

/** How the answers to a question are counted. */
export interface Scale {
  points: { value: string; label: string }[];
  /** `ordered`: each answer is a number. `several`: an answer counts at several points. */
  kind: 'ordered' | 'one' | 'several' | 'ranking';
  /** Undefined where no answer is better than another. */
  isFavourable?: (value: AnswerValue) => boolean;
}

/** The scale of a question; undefined for free text. */
export function scaleOf(question: SurveyQuestion): Scale | undefined {
  switch (question.type) {
    case 'agreement':
      return fivePoints(agreementScale, question.labels);
    case 'satisfaction':
      return fivePoints(satisfactionScale, question.labels);
    case 'effort':
      return fivePoints(effortScale, question.labels);
    case 'likelihood':
      return {
        kind: 'ordered',
        points: Array.from({ length: 11 }, (_, value) => ({
          value: String(value),
          label: String(value),
        })),
        isFavourable: value => Number(value) >= 9,
      };
    case 'choice':
      return { kind: 'one', points: question.options };
    case 'multiple-choice':
      return { kind: 'several', points: question.options };
    case 'ranking':
      return { kind: 'ranking', points: question.options };
    default:
      return undefined;
  }
}

function fivePoints(
  scale: readonly { value: number; label: string }[],
  labels: readonly string[] = [],
): Scale {
  return {
    kind: 'ordered',
    points: scale.map(({ value, label }, at) => ({
      value: String(value),
      label: labels[at] ?? label,
    })),
    isFavourable: value => Number(value) >= 4,
  };
}
