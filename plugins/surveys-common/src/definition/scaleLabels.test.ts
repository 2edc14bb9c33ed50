import { parseSurveyPlan } from './parseSurveyPlan';
import { scaleWordsIn } from './scaleLabels';
import { questionInLanguage, type SurveyPlan } from './surveyPlan';
import { wordingOf } from './wording';
import { writeSurveyPlan } from './writeSurveyPlan';

function planOf(text: string): SurveyPlan {
  const read = parseSurveyPlan(text);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.plan;
}

function problemsOf(text: string) {
  const read = parseSurveyPlan(text);
  return 'problems' in read ? read.problems : [];
}

describe('the words of scales', () => {
  const scales = (labels: string) => `apiVersion: waymark.internal/v1
kind: Survey
metadata:
  name: words
  title: { en: Words, de: Worte, nl: Woorden }
  description: { en: Words., de: Worte., nl: Woorden. }
spec:
  mode: anonymous
  languages: [en, de, nl]
  questions:
    - id: good
      type: agreement
      text: { en: Good?, de: Gut?, nl: Goed? }
      ${labels}
    - { id: again, type: likelihood, text: { en: A?, de: B?, nl: C? } }
`;
  const own = ['No', 'Rather not', 'Perhaps', 'Rather', 'Yes'];
  const inAll = (suffix: string) =>
    `labels: [${own
      .map(word => `{ en: ${word}, de: ${word} de, nl: ${word}${suffix} }`)
      .join(', ')}]`;

  it('are those of the language, or written with the question', () => {
    const built = planOf(scales(''));
    const read = (from: SurveyPlan, at: number, language: string) =>
      questionInLanguage(from.questions[at], language);
    // English is what the scales themselves say.
    expect(read(built, 0, 'en').labels).toBeUndefined();
    expect(read(built, 0, 'nl').labels).toBeUndefined();
    expect(read(built, 0, 'de')).toMatchObject({
      dontKnow: expect.stringMatching(/^Weiß/),
      labels: expect.arrayContaining(['Stimme voll zu']),
    });
    expect(read(built, 1, 'de').labels).toHaveLength(2);
    for (const language of ['de-AT', 'fr', 'es']) {
      const { labels } = scaleWordsIn(language)!;
      for (const [type, points] of Object.entries(labels)) {
        expect(new Set(points).size).toBe(type === 'likelihood' ? 2 : 5);
      }
    }
    expect(scaleWordsIn('en')).toBeUndefined();
    expect(scaleWordsIn('constructor')).toBeUndefined();

    const written = planOf(scales(inAll('')));
    expect(read(written, 0, 'nl').labels).toEqual(own);
    expect(planOf(writeSurveyPlan(written))).toEqual(written);
    // Other words on the points are another question.
    const hash = (from: SurveyPlan) => wordingOf(read(from, 0, 'nl'));
    expect(hash(written)).not.toBe(hash(built));
    expect(hash(planOf(scales(inAll('!'))))).not.toBe(hash(written));

    expect(problemsOf(scales('labels: [{ en: a, de: b, nl: c }]'))).toEqual([
      { line: 14, message: expect.stringContaining('labels') },
    ]);
    expect(problemsOf(scales(inAll('').replaceAll(', nl: Yes', '')))).toEqual([
      { line: 14, message: expect.stringMatching(/labels.4.*"nl"/) },
    ]);
  });
});
