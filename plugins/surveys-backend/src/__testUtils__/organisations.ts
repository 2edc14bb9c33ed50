import {
  DONT_KNOW,
  type PrivacyMode,
  type SurveyAnswers,
  type SurveyQuestion,
} from '@waymark-idp/plugin-surveys-common';
import fc from 'fast-check';
import { type Answering, battery, everyKind } from './computing';

/** All kinds but texts, and enough agreement items to count straight-lining. */
export const questions = [
  ...everyKind.filter(({ type }) => type !== 'text'),
  ...battery,
];
export const breakdowns = ['tenure'];
export const modes: fc.Arbitrary<PrivacyMode> = fc.constantFrom(
  'anonymous',
  'confidential',
);

/** An organisation with up to three levels, bands, and answers to all kinds of questions. */
export const organisationOf = (largest: number, most: number) =>
  fc
    .record({
      teams: fc.array(
        fc.record({
          size: fc.integer({ min: 1, max: largest }),
          above: fc.constantFrom([], ['x'], ['y'], ['x', 'z'], ['y', 'w']),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      seed: fc.integer({ min: 1, max: 1e6 }),
      silent: fc.constantFrom(0, 0.2, 0.5, 0.7),
      agreed: fc.boolean(),
    })
    .map(({ teams, seed, silent, agreed }) => {
      let state = seed;
      const draw = (below: number) => {
        state = (state * 48271) % 2147483647;
        return Math.floor((state / 2147483647) * below);
      };
      return teams
        .flatMap(({ size, above }, team) =>
          Array.from(
            { length: size },
            (_, at): Answering => ({
              userRef: `user:default/${team}-${at}`,
              team: { ref: `group:default/t${team}`, title: `T${team}` },
              above: above.map(name => ({
                ref: `group:default/${name}`,
                title: name,
              })),
              bands: { tenure: ['new', 'old'][draw(2)] },
              late: draw(2) === 1,
              answers:
                draw(100) < silent * 100 ? undefined : answersOf(draw, agreed),
            }),
          ),
        )
        .slice(0, most);
    });

/** Few enough that no drivers are computed, whose protection is another. */
export const organisation = organisationOf(16, 29);

function answersOf(draw: (below: number) => number, agreed: boolean) {
  const answers: SurveyAnswers = {};
  for (const question of questions) {
    const kind = draw(10);
    if (kind === 0) continue;
    answers[question.id] =
      kind === 1 ? DONT_KNOW : answerTo(question, draw, agreed);
  }
  return asked(answers);
}

/** Some answer to a question. */
export function answerTo(
  question: SurveyQuestion,
  draw: (below: number) => number,
  agreed = false,
) {
  switch (question.type) {
    case 'likelihood':
      return agreed ? 9 : draw(11);
    case 'choice':
      return ['a', 'b', 'c'][draw(3)];
    case 'multiple-choice':
      return [['a'], ['b', 'c'], ['a', 'b', 'c']][draw(3)];
    case 'ranking':
      return [
        ['a', 'b', 'c'],
        ['c', 'a'],
        ['b', 'c', 'a'],
      ][draw(3)];
    default:
      return agreed ? 5 - draw(1.2) : 1 + draw(5);
  }
}

/** "why" is asked only of those to whom it is not easy. */
function asked(answers: SurveyAnswers) {
  if (![1, 2, 3].includes(answers.easy as number)) delete answers.why;
  return answers;
}

/** Whole numbers below a limit, the same for the same seed. */
export function drawer(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state * 48271) % 2147483647;
    return Math.floor((state / 2147483647) * below);
  };
}
