import {
  check,
  evaluatedScorecard,
  pendingScorecard,
} from '../__fixtures__/scorecards';
import {
  isEvaluating,
  nextLevel,
  PlacedCheck,
  pointsPerWeight,
  sortChecks,
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
    const sorted = sortChecks(scorecard.standards);
    const placed = (items: PlacedCheck[]) =>
      items.map(({ check: it, standard }) => [it.id, standard.name]);
    expect(placed(sorted.needsWork)).toEqual([
      ['slo', 'reliability'],
      ['runbook', 'reliability'],
      ['limits', 'reliability'],
    ]);
    expect(placed(sorted.waived)).toEqual([['probes', 'reliability']]);
    expect(sorted.passed.map(it => [it.name, ids(it.checks)])).toEqual([
      ['delivery', ['ci']],
    ]);
    expect(ids(sorted.notApplicable)).toEqual(['grpc']);
    expect(sorted.upcoming).toEqual([]);
    // Weights 1, 9, 2 and 3 are applicable.
    expect(9 * pointsPerWeight(scorecard.standards)).toBe(60);

    const soon = scorecard.standards[1].checks[0];
    soon.outcome.upcoming = true;
    const later = sortChecks(scorecard.standards);
    expect(placed(later.upcoming)).toEqual([['slo', 'reliability']]);
    expect(later.needsWork).toHaveLength(2);
    expect(3 * pointsPerWeight(scorecard.standards)).toBe(50);
    expect(pointsPerWeight([])).toBe(0);
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
