import fc from 'fast-check';
import type { SurveyQuestion } from './definition/surveyQuestions';
import { normalizeAnswers, validateAnswers } from './validateAnswers';

const common = { version: 1, text: '?', wordingHash: '0' };
const questions: SurveyQuestion[] = [
  { ...common, id: 'easy', type: 'agreement' },
  { ...common, id: 'recommend', type: 'likelihood' },
  {
    ...common,
    id: 'editor',
    type: 'choice',
    options: [
      { value: 'vim', label: 'Vim' },
      { value: 'other', label: 'Other' },
    ],
  },
  { ...common, id: 'more', type: 'text' },
];

const wrong = (answers: Record<string, unknown>) =>
  validateAnswers(questions, answers).map(problem => problem.question);

describe('validateAnswers', () => {
  it('takes what can be answered, and nothing is mandatory', () => {
    expect(wrong({})).toEqual([]);
    expect(
      wrong({ easy: 1, recommend: 0, editor: 'vim', more: 'x'.repeat(5000) }),
    ).toEqual([]);
    expect(
      wrong({ easy: 'dont-know', recommend: 'dont-know', editor: 'dont-know' }),
    ).toEqual([]);
  });

  it('names every question whose answer is wrong', () => {
    expect(
      wrong({
        easy: 6,
        recommend: 11,
        editor: 'emacs',
        more: 'x'.repeat(5001),
        pay: 3,
      }),
    ).toEqual(['easy', 'recommend', 'editor', 'more', 'pay']);
    for (const value of [0, 2.5, NaN, '3', null, true, [3], {}, undefined]) {
      expect(wrong({ easy: value })).toEqual(['easy']);
    }
    for (const value of [7, null, ['a'], {}]) {
      expect(wrong({ more: value })).toEqual(['more']);
    }
    expect(wrong(JSON.parse('{"__proto__":1,"constructor":2}'))).toEqual([
      '__proto__',
      'constructor',
    ]);
  });

  it('never repeats an answer in what it says', () => {
    const [problem] = validateAnswers(questions, { editor: 'my-secret' });
    expect(problem.message).not.toContain('my-secret');
  });
});

describe('normalizeAnswers', () => {
  it('keeps what a person wrote and drops what says nothing', () => {
    expect(
      normalizeAnswers({
        more: ' Good \u0000😀 مرحبا ',
        easy: 0,
        editor: '  ',
        recommend: 'dont-know',
      }),
    ).toEqual({ more: 'Good 😀 مرحبا', easy: 0, recommend: 'dont-know' });
  });

  it('leaves only what can be stored, and is done after once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const once = normalizeAnswers({ more: text });
        expect(once.more ?? '').not.toContain('\u0000');
        expect(Buffer.from(String(once.more ?? '')).toString()).toBe(
          once.more ?? '',
        );
        expect(normalizeAnswers(once)).toEqual(once);
      }),
    );
  });
});
