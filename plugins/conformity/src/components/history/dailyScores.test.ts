import { OutcomeChange } from '@waymark-idp/plugin-conformity-common';
import { check, evaluatedScorecard } from '../../__fixtures__/scorecards';
import { dailyScores } from './dailyScores';

const change = (
  day: number,
  id: string,
  from: OutcomeChange['from'],
  to: OutcomeChange['to'],
): OutcomeChange => ({
  check: id,
  from,
  to,
  message: '',
  at: `2026-01-0${day}T12:00:00Z`,
});

describe('dailyScores', () => {
  const [standard] = evaluatedScorecard().standards;
  const soon = check('soon', 'gold', 'failed', { weight: 50 });
  soon.outcome.upcoming = true;
  const scorecard = {
    evaluatedAt: '2026-01-06T08:00:00Z',
    standards: [
      {
        ...standard,
        checks: [
          check('a', 'bronze', 'passed', { weight: 3 }),
          check('b', 'silver', 'failed', { weight: 1 }),
          soon,
        ],
      },
    ],
  };
  const changes = [
    change(5, 'a', 'failed', 'passed'),
    change(5, 'b', 'passed', 'failed'),
    change(4, 'gone', 'failed', undefined),
    change(3, 'b', 'not-applicable', 'passed'),
    change(3, 'late', undefined, 'passed'),
  ];

  it('finds the score of every day by taking changes back', () => {
    // The fixture's outcomes are since the first: then it was evaluated first.
    expect(dailyScores(scorecard, changes, true)).toEqual([
      { day: '2026-01-01', score: 0 },
      { day: '2026-01-02', score: 0 },
      { day: '2026-01-03', score: 25 },
      { day: '2026-01-04', score: 25 },
      { day: '2026-01-05', score: 75 },
      { day: '2026-01-06', score: 75 },
    ]);
  });

  it('claims nothing about days that it cannot know', () => {
    expect(dailyScores(scorecard, changes.slice(0, 3), false)).toEqual([
      { day: '2026-01-05', score: 75 },
      { day: '2026-01-06', score: 75 },
    ]);
    expect(dailyScores(scorecard, [], true).map(({ score }) => score)).toEqual([
      75, 75, 75, 75, 75, 75,
    ]);
    expect(dailyScores({ standards: [] }, changes, true)).toEqual([]);
  });
});
