import type { SurveyQuestionType } from './surveyQuestions';

/** The words of the built-in scales in one language. @public */
export interface ScaleWords {
  /** The five points of each scale, from 1; of a likelihood its two ends. */
  labels: Readonly<Partial<Record<SurveyQuestionType, readonly string[]>>>;
  /** "Don't know, or does not apply to me". */
  dontKnow: string;
}

/** By language; English is what the scales themselves say. */
const WORDS: Readonly<Record<string, ScaleWords>> = {
  de: {
    labels: {
      agreement: [
        'Stimme gar nicht zu',
        'Stimme nicht zu',
        'Weder noch',
        'Stimme zu',
        'Stimme voll zu',
      ],
      satisfaction: [
        'Sehr unzufrieden',
        'Unzufrieden',
        'Weder zufrieden noch unzufrieden',
        'Zufrieden',
        'Sehr zufrieden',
      ],
      effort: [
        'Sehr schwer',
        'Schwer',
        'Weder schwer noch leicht',
        'Leicht',
        'Sehr leicht',
      ],
      likelihood: ['0: sehr unwahrscheinlich', '10: sehr wahrscheinlich'],
    },
    dontKnow: 'Weiß ich nicht, oder trifft auf mich nicht zu',
  },
  fr: {
    labels: {
      agreement: [
        'Pas du tout d’accord',
        'Pas d’accord',
        'Ni d’accord ni pas d’accord',
        'D’accord',
        'Tout à fait d’accord',
      ],
      satisfaction: [
        'Très insatisfait',
        'Insatisfait',
        'Ni satisfait ni insatisfait',
        'Satisfait',
        'Très satisfait',
      ],
      effort: [
        'Très difficile',
        'Difficile',
        'Ni difficile ni facile',
        'Facile',
        'Très facile',
      ],
      likelihood: ['0: très improbable', '10: très probable'],
    },
    dontKnow: 'Je ne sais pas, ou cela ne me concerne pas',
  },
  es: {
    labels: {
      agreement: [
        'Muy en desacuerdo',
        'En desacuerdo',
        'Ni de acuerdo ni en desacuerdo',
        'De acuerdo',
        'Muy de acuerdo',
      ],
      satisfaction: [
        'Muy insatisfecho',
        'Insatisfecho',
        'Ni satisfecho ni insatisfecho',
        'Satisfecho',
        'Muy satisfecho',
      ],
      effort: [
        'Muy difícil',
        'Difícil',
        'Ni difícil ni fácil',
        'Fácil',
        'Muy fácil',
      ],
      likelihood: ['0: muy improbable', '10: muy probable'],
    },
    dontKnow: 'No lo sé, o no se aplica a mí',
  },
};

/**
 * The words of the built-in scales in a language, or in the one it is a form of
 * (`de` for `de-AT`). Undefined for English, and where there are none: then the
 * scales are in English, unless the question has `labels` of its own.
 *
 * @public
 */
export function scaleWordsIn(language: string): ScaleWords | undefined {
  const [base] = language.toLowerCase().split('-');
  return Object.hasOwn(WORDS, base) ? WORDS[base] : undefined;
}
