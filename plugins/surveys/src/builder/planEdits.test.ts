import {
  parseSurveyPlan,
  writeSurveyPlan,
} from '@waymark-idp/plugin-surveys-common';
import {
  emptyPlan,
  moved,
  newQuestion,
  withLanguages,
  withType,
} from './planEdits';

it('makes surveys that the schema accepts, and that come back the same', () => {
  let plan = emptyPlan();
  plan = {
    ...plan,
    questions: (
      ['choice', 'multiple-choice', 'ranking', 'text', 'effort'] as const
    ).reduce(
      (questions, type) => [
        ...questions,
        withType(newQuestion(questions, ['en']), type, ['en']),
      ],
      plan.questions,
    ),
  };
  expect(parseSurveyPlan(writeSurveyPlan(plan))).toEqual({ plan });

  const both = withLanguages(plan, ['en', 'de']);
  expect(both.title).toEqual({ en: 'New survey', de: 'New survey' });
  expect(parseSurveyPlan(writeSurveyPlan(both))).toEqual({ plan: both });
  expect(withLanguages(both, ['en'])).toEqual(plan);

  // Labels of a scale come along into another language, and stay with the scale.
  const labels = ['a', 'b', 'c', 'd', 'e'].map(en => ({ en }));
  const labelled = { ...plan, questions: [{ ...plan.questions[0], labels }] };
  const inGerman = withLanguages(labelled, ['en', 'de']);
  expect(inGerman.questions[0].labels![4]).toEqual({ en: 'e', de: 'e' });
  expect(parseSurveyPlan(writeSurveyPlan(inGerman))).toEqual({
    plan: inGerman,
  });
  expect(
    withType(labelled.questions[0], 'satisfaction', ['en']),
  ).not.toHaveProperty('labels');

  // A type without options loses them; a place that is not there changes nothing.
  expect(withType(plan.questions[1], 'agreement', ['en'])).not.toHaveProperty(
    'options',
  );
  expect(moved([1, 2, 3], 0, 2)).toEqual([2, 3, 1]);
  expect(moved([1, 2, 3], 2, 3)).toEqual([1, 2, 3]);
});
