import fc from 'fast-check';
import {
  checkConditions,
  type ConditionalQuestion,
  questionsToAsk,
} from './conditions';
import type { SurveyAnswers, SurveyAnswerValue } from './surveyQuestions';

const used: ConditionalQuestion = {
  id: 'used',
  type: 'multiple-choice',
  options: [{ value: 'ci' }, { value: 'docs' }, { value: 'logs' }],
};
const ease = (askIf?: ConditionalQuestion['askIf']): ConditionalQuestion => ({
  id: 'ease',
  type: 'agreement',
  askIf,
});
const why = (askIf?: ConditionalQuestion['askIf']): ConditionalQuestion => ({
  id: 'why',
  type: 'text',
  askIf,
});
const messages = (...questions: ConditionalQuestion[]) =>
  checkConditions(questions).map(({ message }) => message);

describe('questionsToAsk', () => {
  const questions = [
    used,
    ease([{ question: 'used', is: ['ci', 'logs'] }]),
    why([{ question: 'ease', is: [1, 2, 'dont-know'] }]),
  ];
  const asked = (answers: SurveyAnswers) =>
    questionsToAsk(questions, answers).map(({ id }) => id);

  it('follows the answers, and forgets what is behind a question that went away', () => {
    expect(asked({})).toEqual(['used']);
    expect(asked({ used: ['docs'] })).toEqual(['used']);
    expect(asked({ used: ['docs', 'ci'] })).toEqual(['used', 'ease']);
    expect(asked({ used: ['ci'], ease: 2 })).toEqual(['used', 'ease', 'why']);
    expect(asked({ used: ['ci'], ease: 'dont-know' })).toHaveLength(3);
    expect(asked({ used: ['ci'], ease: 5 })).toHaveLength(2);
    expect(asked({ used: ['docs'], ease: 2 })).toEqual(['used']);
  });
});

describe('checkConditions', () => {
  it('finds loops, looks ahead and unknown names, each where it is', () => {
    const loop: ConditionalQuestion[] = [
      { id: 'a', type: 'agreement', askIf: [{ question: 'c', is: [1] }] },
      { id: 'b', type: 'agreement', askIf: [{ question: 'a', is: [1] }] },
      { id: 'c', type: 'agreement', askIf: [{ question: 'b', is: [1] }] },
    ];
    expect(checkConditions(loop)).toEqual([
      {
        index: 0,
        condition: 0,
        message: 'the conditions go round in a loop: a → c → b → a',
      },
    ]);
    expect(messages(ease([{ question: 'ease', is: [1] }]))).toEqual([
      'the conditions go round in a loop: ease → ease',
    ]);
    expect(messages(ease([{ question: 'used', is: ['ci'] }]), used)).toEqual([
      '"used" is asked later: move it before this question',
    ]);
    expect(messages(why([{ question: 'mood', is: [1] }]))).toEqual([
      'there is no question "mood"',
    ]);
    expect(
      messages(used, ease([{ question: 'used', is: ['ci', 'vim'] }])),
    ).toEqual(['"vim" is no answer to "used"']);
    expect(messages(ease(), why([{ question: 'ease', is: [0] }]))).toHaveLength(
      1,
    );
    expect(messages(why(), ease([{ question: 'why', is: ['x'] }]))).toEqual([
      '"why" is a text: conditions can be about scales and choices only',
    ]);
  });

  it('finds questions that no answers lead to', () => {
    const low = { question: 'ease', is: [1, 2] };
    const high = { question: 'ease', is: [4, 5] };
    expect(messages(ease(), why([low]))).toEqual([]);
    expect(messages(ease(), why([low, high]))).toEqual([
      expect.stringContaining('no answers lead to "why"'),
    ]);
    // Through the question between.
    const between: ConditionalQuestion = {
      id: 'more',
      type: 'effort',
      askIf: [low],
    };
    expect(
      messages(ease(), between, why([high, { question: 'more', is: [1] }])),
    ).toHaveLength(1);
    // Two of several options can both be chosen, unless only one may.
    const both = [
      { question: 'used', is: ['ci'] },
      { question: 'used', is: ['docs', 'dont-know'] },
    ];
    expect(messages(used, why(both))).toEqual([]);
    expect(messages({ ...used, most: 1 }, why(both))).toHaveLength(1);
  });

  it('agrees with trying all answers', () => {
    const condition = fc.record({
      question: fc.constantFrom('q0', 'q1', 'q2'),
      is: fc.uniqueArray(fc.constantFrom('a', 'b', 'dont-know'), {
        minLength: 1,
      }),
    });
    const conditions = fc.option(
      fc.array(condition, { minLength: 1, maxLength: 3 }),
      {
        nil: undefined,
      },
    );
    const type = fc.constantFrom('choice' as const, 'multiple-choice' as const);
    const survey = fc.array(
      fc.record({
        type,
        askIf: conditions,
        most: fc.integer({ min: 1, max: 2 }),
      }),
      {
        minLength: 4,
        maxLength: 4,
      },
    );
    const every: SurveyAnswerValue[] = ['a', 'b', 'dont-know'];
    const possible = ({ type: kind, most }: ConditionalQuestion) => {
      if (kind === 'choice') return every;
      const one: SurveyAnswerValue[] = [['a'], ['b'], 'dont-know'];
      return most === 1 ? one : [...one, ['a', 'b']];
    };
    fc.assert(
      fc.property(survey, parts => {
        const questions = parts.map(
          ({ type: kind, askIf, most }, at): ConditionalQuestion => ({
            id: `q${at}`,
            type: kind,
            most,
            options: [{ value: 'a' }, { value: 'b' }],
            askIf: askIf?.filter(each => Number(each.question[1]) < at),
          }),
        );
        const reached = new Set<string>();
        const tryAll = (at: number, answers: SurveyAnswers) => {
          for (const { id } of questionsToAsk(questions, answers))
            reached.add(id);
          if (at === questions.length) return;
          for (const value of possible(questions[at])) {
            tryAll(at + 1, { ...answers, [`q${at}`]: value });
          }
        };
        tryAll(0, {});
        expect(
          checkConditions(questions).map(({ index }) => `q${index}`),
        ).toEqual(questions.map(({ id }) => id).filter(id => !reached.has(id)));
      }),
      { numRuns: 60 },
    );
  });
});
