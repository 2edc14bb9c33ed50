import { createHash } from 'node:crypto';
import { answersAsked, validateAnswers } from '../validateAnswers';
import { parseSurveyPlan } from './parseSurveyPlan';
import { languageFor, questionInLanguage, type SurveyPlan } from './surveyPlan';
import type { SurveyQuestion } from './surveyQuestions';
import { surveyOf, textsIn } from './surveyOf';
import { seriesBreak, wordingOf } from './wording';
import { writeSurveyPlan } from './writeSurveyPlan';

const yaml = `apiVersion: waymark.internal/v1
kind: Survey
metadata:
  name: after-creating
  title: { en: Your new service, de: Dein neuer Dienst }
  description: { en: How did it go?, de: Wie lief es? }
spec:
  mode: confidential
  languages: [en, de]
  questions:
    - id: content
      type: satisfaction
      text: { en: How satisfied are you?, de: Wie zufrieden bist du? }
    - id: effort
      type: effort
      text: { en: How easy was it?, de: Wie leicht war es? }
    - id: slow
      type: multiple-choice
      most: 2
      askIf: [{ question: effort, is: [1, 2] }]
      text: { en: What held you up?, de: Was hielt dich auf? }
      options:
        - { value: docs, label: { en: Docs, de: Doku } }
        - { value: rights, label: { en: Rights, de: Rechte } }
        - { value: waiting, label: { en: Waiting, de: Warten } }
    - id: order
      type: ranking
      text: { en: What matters most?, de: Was ist am wichtigsten? }
      options:
        - { value: speed, label: { en: Speed, de: Tempo } }
        - { value: clarity, label: { en: Clarity, de: Klarheit } }
`;

function planOf(text: string): SurveyPlan {
  const read = parseSurveyPlan(text);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.plan;
}

function problemsOf(text: string) {
  const read = parseSurveyPlan(text);
  return 'problems' in read ? read.problems : [];
}

const plan = planOf(yaml);
const [, , slow, order] = plan.questions;
const asked = (question: typeof slow, language = 'en') =>
  ({
    ...questionInLanguage(question, language),
    wordingHash: '',
  } as SurveyQuestion);

describe('parseSurveyPlan', () => {
  it('reads all types, conditions and languages', () => {
    expect(plan.languages).toEqual(['en', 'de']);
    expect(plan.questions.map(({ type }) => type)).toEqual([
      'satisfaction',
      'effort',
      'multiple-choice',
      'ranking',
    ]);
    expect(questionInLanguage(slow, 'de')).toEqual({
      id: 'slow',
      version: 1,
      type: 'multiple-choice',
      dontKnow: expect.stringMatching(/^Weiß/),
      most: 2,
      askIf: [{ question: 'effort', is: [1, 2] }],
      text: 'Was hielt dich auf?',
      options: [
        { value: 'docs', label: 'Doku' },
        { value: 'rights', label: 'Rechte' },
        { value: 'waiting', label: 'Warten' },
      ],
    });
    expect(() => questionInLanguage(slow, 'fr')).toThrow('not written in "fr"');
  });

  it.each([
    ['de: Wie zufrieden bist du? }', '}', 13, 'is not written in "de"'],
    [
      '{ en: How did it go?, de: Wie lief es? }',
      'How did it go?',
      6,
      'write a text for each',
    ],
    ['de: Doku }', 'de: Doku, fr: Docs }', 23, '"fr" is not among'],
    ['languages: [en, de]', 'languages: [en, en]', 9, 'names a language twice'],
    ['question: effort', 'question: slow', 20, 'loop: slow → slow'],
    ['question: effort', 'question: order', 20, 'is asked later'],
    ['is: [1, 2]', 'is: [7]', 20, '7 is no answer to "effort"'],
    ['most: 2', 'most: 4', 19, 'there are 3 options only'],
    ['type: ranking', 'type: matrix', 27, 'type'],
    [
      '{ en: How easy was it?, de: Wie leicht war es? }',
      '[]',
      16,
      'a text for each language',
    ],
  ])('says what is wrong: %s → %s', (from, to, line, message) => {
    expect(problemsOf(yaml.replace(from, to))).toEqual(
      expect.arrayContaining([
        { line, message: expect.stringContaining(message) },
      ]),
    );
  });

  it('says where YAML, ids and the document are wrong', () => {
    expect(problemsOf(yaml.replace('id: effort', 'id: content'))).toEqual(
      expect.arrayContaining([
        { line: 14, message: 'spec.questions.1.id: "content" is there twice' },
      ]),
    );
    expect(problemsOf(yaml.replace('value: docs', 'value: dont-know'))).toEqual(
      [{ line: 23, message: expect.stringContaining('offered with every') }],
    );
    expect(problemsOf(yaml.replace('mode: confid', 'mode: [confid'))).toEqual(
      expect.arrayContaining([
        { line: expect.any(Number), message: expect.any(String) },
      ]),
    );
    expect(problemsOf('')).toEqual([
      { line: 1, message: expect.stringContaining('the document') },
    ]);
  });

  it('takes prompts that are short and confidential only', () => {
    const prompt = yaml.replace(
      '  languages',
      '  prompt: { after: service-created }\n  languages',
    );
    expect(problemsOf(prompt)).toEqual([
      { line: 12, message: expect.stringContaining('one question') },
    ]);
    const short = prompt.slice(0, prompt.indexOf('    - id: effort'));
    expect(planOf(short).prompt).toBe('service-created');
    expect(problemsOf(short.replace('confidential', 'anonymous'))).toEqual([
      { line: 8, message: expect.stringContaining('told by its time') },
    ]);
    expect(problemsOf(short.replace('service-created', 'lunch'))).toEqual([
      { line: 9, message: expect.stringContaining('spec.prompt.after') },
    ]);
  });
});

describe('writeSurveyPlan', () => {
  const english = `apiVersion: waymark.internal/v1
kind: Survey
metadata: { name: a, title: "yes: no", description: "# 1" }
spec:
  owner: group:default/platform
  mode: anonymous
  questions:
    - { id: q, version: 3, type: likelihood, text: "- really?", help: "null" }
    - { id: t, type: text, text: Why?, askIf: [{ question: q, is: [0, dont-know] }] }
`;

  it('writes what parses to the same survey', () => {
    for (const text of [yaml, english]) {
      const written = writeSurveyPlan(planOf(text));
      expect(planOf(written)).toEqual(planOf(text));
      expect(writeSurveyPlan(planOf(written))).toBe(written);
    }
    // One language needs no tags.
    expect(writeSurveyPlan(planOf(english))).not.toContain('en:');
  });
});

describe('surveyOf', () => {
  const hash = (text: string) =>
    createHash('sha256').update(text).digest('hex');

  it('has every language, one identity', () => {
    const survey = surveyOf(plan, 'file', hash);
    expect(survey).toMatchObject({
      id: 'after-creating',
      title: 'Your new service',
      languages: ['en', 'de'],
      source: 'file',
      translations: { de: { title: 'Dein neuer Dienst' } },
    });
    const [german] = textsIn(survey, 'de').questions;
    expect(german).toMatchObject({
      id: 'content',
      text: 'Wie zufrieden bist du?',
    });
    expect(german.wordingHash).toBe(survey.questions[0].wordingHash);
    expect(german.wordings!.en).toBe(german.wordingHash);
    expect(german.wordings!.de).toMatch(/^[0-9a-f]{64}$/);
    expect(german.wordings!.de).not.toBe(german.wordingHash);
    expect(textsIn(survey, 'fr').title).toBe('Your new service');
  });

  it('stores answers to what was asked only', () => {
    const { questions } = surveyOf(plan, 'file', hash);
    const slowed = { effort: 2, slow: ['docs'], order: ['speed'] };
    expect(answersAsked(questions, slowed)).toEqual(slowed);
    expect(answersAsked(questions, { ...slowed, effort: 4 })).toEqual({
      effort: 4,
      order: ['speed'],
    });
  });
});

describe('languageFor', () => {
  it('takes the first wish that is there, else the first language', () => {
    expect(languageFor(['en', 'de'], ['fr', 'de-AT', 'en'])).toBe('de');
    expect(languageFor(['en', 'pt-BR'], ['pt-br'])).toBe('pt-BR');
    expect(languageFor(['en', 'de'], ['fr'])).toBe('en');
    expect(languageFor(['en', 'de'], [])).toBe('en');
  });
});

describe('validateAnswers of several options', () => {
  const wrong = (answers: Record<string, unknown>) =>
    validateAnswers([asked(slow), asked(order)], answers).map(
      ({ question }) => question,
    );

  it('takes what can be answered, and nothing else', () => {
    expect(wrong({ slow: ['docs'], order: ['clarity', 'speed'] })).toEqual([]);
    expect(wrong({ slow: 'dont-know', order: 'dont-know' })).toEqual([]);
    for (const value of [
      'docs',
      [],
      ['docs', 'docs'],
      ['vim'],
      [['docs']],
      [null],
      ['docs', 'rights', 'waiting'],
      3,
    ]) {
      expect(wrong({ slow: value })).toEqual(['slow']);
    }
    expect(wrong({ order: ['speed', 'clarity', 'speed'] })).toEqual(['order']);
  });

  it('takes the points of all scales', () => {
    const scales = plan.questions.slice(0, 2).map(question => asked(question));
    expect(validateAnswers(scales, { content: 1, effort: 5 })).toEqual([]);
    expect(validateAnswers(scales, { content: 0, effort: 6 })).toHaveLength(2);
  });
});

describe('series', () => {
  const identity = (question: typeof slow, languages = ['en', 'de']) => ({
    id: question.id,
    version: question.version,
    wordings: Object.fromEntries(
      languages.map(language => [
        language,
        wordingOf(questionInLanguage(question, language)),
      ]),
    ),
  });

  it('goes on while the wording does, in whatever languages', () => {
    const before = identity(slow, ['en']);
    expect(seriesBreak(before, identity(slow))).toBeUndefined();
    expect(seriesBreak(identity(slow), before)).toBeUndefined();
    expect(
      seriesBreak(before, identity({ ...slow, askIf: undefined })),
    ).toBeUndefined();
  });

  it('breaks with version, text, options and their order', () => {
    const before = identity(slow);
    expect(seriesBreak(before, identity({ ...slow, version: 2 }))).toEqual({
      reason: 'version',
    });
    const changes: Partial<typeof slow>[] = [
      { text: { en: 'What held you up?', de: 'Was war los?' } },
      { help: { en: '', de: 'Nur eines' } },
      {
        options: slow.options!.map(option => ({
          ...option,
          label: { ...option.label, de: `${option.label.de}!` },
        })),
      },
    ];
    for (const change of changes) {
      expect(seriesBreak(before, identity({ ...slow, ...change }))).toEqual({
        reason: 'wording',
        languages: ['de'],
      });
    }
    expect(
      seriesBreak(
        before,
        identity({ ...slow, options: [...slow.options!].reverse() }),
      ),
    ).toEqual({
      reason: 'wording',
      languages: ['en', 'de'],
    });
    expect(seriesBreak(before, identity({ ...slow, most: 1 }))).toMatchObject({
      reason: 'wording',
    });
    expect(() => seriesBreak(before, identity(order))).toThrow(RangeError);
  });

  it('hashes the same text as before for a question in one language', () => {
    expect(
      wordingOf({
        id: 'easy',
        version: 1,
        type: 'agreement',
        text: 'It is easy.',
      }),
    ).toBe('["agreement","It is easy.","",[]]');
  });
});
