import fc from 'fast-check';
import { kishEffectiveSize } from './kishEffectiveSize';
import { postStratify } from './postStratify';
import { rake } from './rake';
import { weightedShare } from './weightedShare';
import { wilsonInterval } from './wilsonInterval';

describe('kishEffectiveSize', () => {
  it('gives the known value and obeys its laws', () => {
    const weights = [...Array(40).fill(1.5), ...Array(60).fill(0.5)];
    expect(kishEffectiveSize(weights)).toBeCloseTo(77.143, 3);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), {
          minLength: 1,
        }),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        (some, scale) => {
          const size = kishEffectiveSize(some);
          expect(size).toBeGreaterThanOrEqual(1 - 1e-9);
          expect(size).toBeLessThanOrEqual(some.length + 1e-9);
          expect(
            kishEffectiveSize(some.map(weight => weight * scale)),
          ).toBeCloseTo(size, 6);
          expect(kishEffectiveSize(some.map(() => scale))).toBeCloseTo(
            some.length,
            6,
          );
        },
      ),
    );
    for (const wrong of [[], [0, 0], [1, -1], [NaN], [Infinity]]) {
      expect(() => kishEffectiveSize(wrong)).toThrow(RangeError);
    }
  });
});

describe('postStratify', () => {
  it('gives the known weights', () => {
    const { weights, effectiveSize } = postStratify([
      { population: 60, n: 10 },
      { population: 40, n: 30 },
    ]);
    expect(weights).toEqual([6, 40 / 30]);
    expect(effectiveSize).toBeCloseTo(24.19, 2);
    // Means 4 and 3: 3.25 as answered, 3.60 weighted.
    const mean =
      (10 * weights[0] * 4 + 30 * weights[1] * 3) /
      (10 * weights[0] + 30 * weights[1]);
    expect(mean).toBeCloseTo(3.6, 10);
  });

  it('weighs the answers up to the population', () => {
    const stratum = fc
      .record({ n: fc.integer({ min: 1, max: 50 }), silent: fc.nat(100) })
      .map(({ n, silent }) => ({ n, population: n + silent }));
    fc.assert(
      fc.property(
        fc.array(stratum, { minLength: 1, maxLength: 20 }),
        strata => {
          const { weights, effectiveSize } = postStratify(strata);
          const people = strata.reduce(
            (sum, { population }) => sum + population,
            0,
          );
          const weighed = strata.reduce(
            (sum, { n }, at) => sum + n * weights[at],
            0,
          );
          expect(weighed).toBeCloseTo(people, 8);
          expect(weights.every(weight => weight >= 1)).toBe(true);
          expect(effectiveSize).toBeLessThanOrEqual(
            strata.reduce((sum, { n }) => sum + n, 0) + 1e-9,
          );
        },
      ),
    );
    expect(
      postStratify([
        { population: 0, n: 0 },
        { population: 4, n: 2 },
      ]).weights,
    ).toEqual([0, 2]);
  });

  it('refuses a stratum in which nobody answered', () => {
    expect(() =>
      postStratify([
        { population: 4, n: 2 },
        { name: 'search', population: 9, n: 0 },
      ]),
    ).toThrow(
      'nobody answered in stratum search, which has 9 people: merge it with another',
    );
    expect(() => postStratify([{ population: 1, n: 2 }])).toThrow(RangeError);
    expect(() => postStratify([{ population: NaN, n: 2 }])).toThrow(RangeError);
    expect(() => postStratify([])).toThrow(RangeError);
  });
});

describe('rake', () => {
  // A textbook table for iterative proportional fitting; reference values of the project.
  const table = [
    [40, 30, 20, 10],
    [35, 50, 100, 75],
    [30, 80, 70, 120],
    [20, 30, 40, 50],
  ];
  const cells = table.flatMap((counts, row) =>
    counts.map((n, column) => ({
      categories: { row: `${row}`, column: `${column}` },
      n,
    })),
  );
  const margins = {
    row: { 0: 150, 1: 300, 2: 400, 3: 150 },
    column: { 0: 200, 1: 300, 2: 400, 3: 100 },
  };

  it('fits the known table', () => {
    const { weights, converged, rounds, largestGap } = rake({ cells, margins });
    const fitted = cells.map(({ n }, at) => n * weights[at]);
    [64.56, 46.23, 35.38, 3.82, 49.97, 68.16, 156.5, 25.37].forEach(
      (known, at) => expect(fitted[at]).toBeCloseTo(known, 1),
    );
    expect(converged).toBe(true);
    expect(rounds).toBeLessThan(20);
    expect(largestGap).toBeLessThanOrEqual(1e-6);
  });

  it('meets every margin, and says so where it cannot', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 40 }), {
      minLength: 6,
      maxLength: 6,
    });
    const people = fc.integer({ min: 20, max: 200 });
    fc.assert(
      fc.property(counts, people, people, people, (some, a, b, share) => {
        const population = a + b;
        const few = some.map((n, at) => ({
          categories: { team: at < 3 ? 'a' : 'b', tenure: `${at % 3}` },
          n,
        }));
        const rest = (population * share) / 500;
        const wanted = {
          team: { a, b },
          tenure: { 0: rest, 1: rest, 2: population - 2 * rest },
        };
        const { weights, converged } = rake({
          cells: few,
          margins: wanted,
          rounds: 500,
        });
        const sum = (member: (at: number) => boolean) =>
          few.reduce(
            (total, { n }, at) =>
              member(at) ? total + n * weights[at] : total,
            0,
          );
        expect(converged).toBe(true);
        expect(sum(() => true)).toBeCloseTo(population, 2);
        expect(sum(at => at < 3)).toBeCloseTo(a, 2);
        expect(sum(at => at % 3 === 0)).toBeCloseTo(rest, 2);
      }),
    );
    const early = rake({ cells, margins, rounds: 1 });
    expect(early).toMatchObject({ converged: false, rounds: 1 });
    expect(early.largestGap).toBeGreaterThan(0.001);
  });

  it('keeps trimmed weights near their median', () => {
    const skewed = [
      { categories: { team: 'a' }, n: 1 },
      { categories: { team: 'b' }, n: 99 },
    ];
    const wanted = { team: { a: 50, b: 50 } };
    expect(rake({ cells: skewed, margins: wanted }).weights[0]).toBeCloseTo(
      50,
      6,
    );
    const trimmed = rake({ cells: skewed, margins: wanted, trim: [0.3, 3] });
    expect(trimmed.weights[0] / trimmed.weights[1]).toBeCloseTo(3, 6);
    expect(trimmed.converged).toBe(false);
    expect(trimmed.effectiveSize).toBeGreaterThan(90);
  });

  it('refuses what cannot be raked, and says which part', () => {
    const refused = (
      options: Partial<Parameters<typeof rake>[0]>,
      message: RegExp,
    ) => expect(() => rake({ cells, margins, ...options })).toThrow(message);
    refused(
      { cells: cells.filter(({ categories }) => categories.row !== '2') },
      /nobody answered in row=2, which has 400 people/,
    );
    refused(
      { cells: [...cells, { categories: { row: '9', column: '0' }, n: 1 }] },
      /cell 16 has answers in row=9/,
    );
    refused(
      { margins: { ...margins, row: { 0: 100, 1: 100, 2: 100, 3: 100 } } },
      /row sum to 400.*column to 1000/,
    );
    refused({ margins: {} }, /at least one margin/);
    refused(
      { margins: { ...margins, row: { ...margins.row, 0: -1 } } },
      /row=0/,
    );
    refused({ cells: [{ categories: {}, n: NaN }] }, /n of cell 0/);
    refused({ trim: [2, 3] }, /trim/);
    refused({ rounds: 0 }, /rounds/);
  });
});

describe('weightedShare', () => {
  it('is the plain share with equal weights, and contains itself', () => {
    const answers = fc.array(
      fc.record({
        weight: fc.double({ min: 0.1, max: 9, noNaN: true }),
        yes: fc.boolean(),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(answers, fc.nat(50), (some, silent) => {
        const successes = some.map(({ yes }) => yes);
        const population = some.length + silent;
        const { estimate, lower, upper } = weightedShare({
          weights: some.map(({ weight }) => weight),
          successes,
          population,
        });
        expect(lower >= 0 && lower <= estimate).toBe(true);
        expect(estimate <= upper && upper <= 1).toBe(true);

        const plain = weightedShare({
          weights: some.map(() => 2),
          successes,
          population,
        });
        const count = successes.filter(Boolean).length;
        const wilson = wilsonInterval({
          successes: count,
          n: some.length,
          population,
        });
        expect(plain.lower).toBeCloseTo(wilson.lower, 9);
        expect(plain.upper).toBeCloseTo(wilson.upper, 9);
      }),
    );
    expect(() => weightedShare({ weights: [1], successes: [] })).toThrow(
      RangeError,
    );
    expect(() =>
      weightedShare({ weights: [1, -1], successes: [true, true] }),
    ).toThrow(RangeError);
    expect(() =>
      weightedShare({
        weights: [1, 1],
        successes: [true, true],
        population: 1,
      }),
    ).toThrow(RangeError);
  });
});
