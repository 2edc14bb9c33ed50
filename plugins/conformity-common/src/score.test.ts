import fc from 'fast-check';
import { scoreOf } from './score';
import { Check, CheckLevel, OutcomeState } from './types';

const LEVELS = ['bronze', 'silver', 'gold'] as const;
const STATES: OutcomeState[] = [
  'passed',
  'failed',
  'not-applicable',
  'waived',
  'error',
];

type Row = { level: CheckLevel; weight: number; state: OutcomeState };

const rows = fc.array(
  fc.record<Row>({
    level: fc.constantFrom(...LEVELS),
    weight: fc.integer({ min: 1, max: 100 }),
    state: fc.constantFrom(...STATES),
  }),
  { maxLength: 60 },
);

function score(of: readonly Row[]) {
  const checks: Pick<Check, 'id' | 'level' | 'weight'>[] = of.map((row, i) => ({
    id: `c${i}`,
    ...row,
  }));
  return scoreOf(
    of.map(({ state }, i) => ({ check: `c${i}`, state })),
    checks,
  );
}

const counts = ({ state }: Row) =>
  state !== 'not-applicable' && state !== 'waived';

describe('scoreOf', () => {
  it('follows its definition', () => {
    const row = (
      level: CheckLevel,
      weight: number,
      state: OutcomeState,
    ): Row => ({ level, weight, state });
    expect(score([])).toEqual({});
    expect(
      score([row('bronze', 3, 'waived'), row('gold', 2, 'not-applicable')]),
    ).toEqual({});
    expect(
      score([row('bronze', 2, 'passed'), row('silver', 1, 'failed')]),
    ).toEqual({ score: 66.6, level: 'bronze' });
    expect(
      score([row('bronze', 1, 'error'), row('silver', 99, 'passed')]),
    ).toEqual({ score: 99, level: 'none' });
    expect(
      score([row('silver', 5, 'passed'), row('gold', 5, 'error')]),
    ).toEqual({ score: 50, level: 'silver' });
    // 99.99 is not 100.
    expect(
      score([
        ...Array(100).fill(row('bronze', 100, 'passed')),
        row('gold', 1, 'failed'),
      ]),
    ).toEqual({ score: 99.9, level: 'silver' });
    expect(scoreOf([{ check: 'unknown', state: 'passed' }], [])).toEqual({});
  });

  it('keeps its laws', () => {
    const rank = (level?: string) =>
      ['none', ...LEVELS].indexOf(level ?? 'none');
    fc.assert(
      fc.property(rows, fc.nat(), (list, pick) => {
        const before = score(list);
        const applicable = list.filter(counts);
        expect(before.score === undefined).toBe(applicable.length === 0);
        expect(before.level === undefined).toBe(applicable.length === 0);
        expect(score([...list].reverse())).toEqual(before);
        expect(score(applicable)).toEqual(before);
        if (applicable.length === 0) {
          return;
        }
        const allPassed = applicable.every(({ state }) => state === 'passed');
        expect(before.score === 100).toBe(allPassed);
        expect(before.level === 'gold').toBe(allPassed);
        expect(before.score).toBeGreaterThanOrEqual(0);

        // An error counts exactly as a failure does.
        const asFailed = list.map(
          (row): Row =>
            row.state === 'error' ? { ...row, state: 'failed' } : row,
        );
        expect(score(asFailed)).toEqual(before);

        // Mending one check never lowers anything.
        const i = list.indexOf(applicable[pick % applicable.length]);
        const mended = score(
          list.map(
            (row, j): Row => (j === i ? { ...row, state: 'passed' } : row),
          ),
        );
        expect(mended.score!).toBeGreaterThanOrEqual(before.score!);
        expect(rank(mended.level)).toBeGreaterThanOrEqual(rank(before.level));

        // The level is the one below the lowest that is not passed.
        const lowest = Math.min(
          ...applicable
            .filter(({ state }) => state !== 'passed')
            .map(({ level }) => rank(level)),
          4,
        );
        expect(rank(before.level)).toBe(lowest - 1);
      }),
    );
  });
});
