import {
  check,
  evaluatedScorecard,
  pendingScorecard,
} from '../__fixtures__/scorecards';
import {
  isEvaluating,
  nextLevel,
  sortStandards,
  worstChecks,
} from './scorecard';

const ids = (checks: { id: string }[] | undefined) => checks?.map(it => it.id);

describe('scorecard', () => {
  it('names what keeps a component from the next level, and only that', () => {
    const scorecard = evaluatedScorecard();
    const next = nextLevel(scorecard);
    expect(next?.level).toBe('silver');
    // Neither the waived one, nor what is only asked for gold.
    expect(ids(next?.checks)).toEqual(['runbook', 'limits']);

    const none = {
      ...scorecard,
      level: 'none' as const,
      standards: [
        {
          ...scorecard.standards[0],
          checks: [
            check('a', 'bronze', 'error'),
            check('b', 'silver', 'failed'),
          ],
        },
      ],
    };
    expect(nextLevel(none)?.level).toBe('bronze');
    expect(ids(nextLevel(none)?.checks)).toEqual(['a']);
    expect(nextLevel({ ...scorecard, level: 'gold' })).toBeUndefined();
    expect(nextLevel({ ...scorecard, level: undefined })).toBeUndefined();
  });

  it('puts first what is worth fixing first', () => {
    const scorecard = evaluatedScorecard();
    expect(ids(worstChecks(scorecard, 3))).toEqual([
      'runbook',
      'limits',
      'slo',
    ]);
    const [first, second] = sortStandards(scorecard.standards);
    expect(first.name).toBe('reliability');
    expect(ids(first.checks)).toEqual([
      'runbook',
      'slo',
      'limits',
      'probes',
      'grpc',
    ]);
    expect(second.name).toBe('delivery');
  });

  it('knows when an evaluation is on its way', () => {
    const scorecard = evaluatedScorecard();
    expect(isEvaluating(pendingScorecard())).toBe(true);
    expect(isEvaluating(scorecard)).toBe(false);
    expect(
      isEvaluating({ ...scorecard, wantedAt: '2026-01-02T10:00:00.001Z' }),
    ).toBe(true);
    expect(isEvaluating({ ...scorecard, status: 'unknown-component' })).toBe(
      false,
    );
  });
});
