import fc from 'fast-check';
import { cliffsDelta } from './cliffsDelta';
import { hodgesLehmann } from './hodgesLehmann';
import { mannWhitney } from './mannWhitney';
import { selectDifference } from './selectDifference';
import { noiseSource } from './__testUtils__/noise';

/** 1 to 5, each so many times. */
const answers = (...counts: number[]) =>
  counts.flatMap((count, at) => Array<number>(count).fill(at + 1));
const lastYear = answers(5, 10, 15, 40, 30);
const thisYear = answers(3, 6, 12, 42, 47);

// Permeability of a membrane; Hollander and Wolfe, Nonparametric Statistical Methods, table 4.1.
const atTerm = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
const early = [1.15, 0.88, 0.9, 0.74, 1.21];

const scale = fc.array(fc.integer({ min: 1, max: 5 }), {
  minLength: 2,
  maxLength: 30,
});
const reals = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
  minLength: 2,
  maxLength: 30,
});
const sample = fc.oneof(scale, reals);

describe('mannWhitney', () => {
  it('gives the known values', () => {
    expect(mannWhitney({ first: lastYear, second: thisYear })).toEqual({
      u: 4567.5,
      pValue: expect.closeTo(0.024567, 6),
      method: 'approximate',
    });
    expect(mannWhitney({ first: atTerm, second: early })).toEqual({
      u: 35,
      pValue: expect.closeTo(0.2544122544, 10),
      method: 'exact',
    });
    // Counted by hand over all 462 and 70 ways to deal out the values.
    expect(
      mannWhitney({ first: [1, 1, 2, 2, 3], second: [2, 3, 3, 4, 4, 5] }),
    ).toEqual({
      u: 3,
      pValue: expect.closeTo(0.02813852814, 10),
      method: 'exact',
    });
    expect(
      mannWhitney({ first: [1, 2, 3, 4], second: [3, 5, 5, 6] }).pValue,
    ).toBeCloseTo(6 / 70, 12);
  });

  it('counts all ways up to 40 values, and finds nothing where all is equal', () => {
    const [first, second] = [answers(2, 5, 9, 4), answers(1, 2, 8, 9)];
    expect(mannWhitney({ first, second }).method).toBe('exact');
    expect(mannWhitney({ first, second: [...second, 3] }).method).toBe(
      'approximate',
    );
    expect(mannWhitney({ first: [3, 3], second: [3] }).pValue).toBe(1);
    expect(
      mannWhitney({ first: Array(60).fill(3), second: Array(9).fill(3) })
        .pValue,
    ).toBe(1);
    expect(
      mannWhitney({ first: Array(300).fill(1), second: Array(300).fill(2) })
        .pValue,
    ).toBeLessThan(1e-15);
  });

  it('calls 5 % of differences between like samples clear', () => {
    const source = noiseSource(5);
    const rate = (size: number) => {
      let clear = 0;
      for (let run = 0; run < 400; run++) {
        const [first, second] = [source.series(size), source.series(size)].map(
          series =>
            series.map(value =>
              Math.max(1, Math.min(5, Math.round(3 + value))),
            ),
        );
        if (mannWhitney({ first, second }).pValue <= 0.05) clear += 1;
      }
      return clear / 400;
    };
    expect(rate(12)).toBeLessThanOrEqual(0.07);
    expect(rate(40)).toBeLessThanOrEqual(0.075);
    expect(rate(40)).toBeGreaterThan(0.02);
  });
});

describe('cliffsDelta', () => {
  it('gives the known values', () => {
    // 2 · 4567.5 / 11000 − 1; the interval by the formulas of Feng and Cliff, worked apart from this code.
    const { estimate, lower, upper } = cliffsDelta({
      first: lastYear,
      second: thisYear,
    });
    expect(estimate).toBeCloseTo(-0.169545, 6);
    expect(lower).toBeCloseTo(-0.30987, 5);
    expect(upper).toBeCloseTo(-0.021992, 6);
    expect(cliffsDelta({ first: [7, 8, 9], second: [1, 2, 3] })).toEqual({
      estimate: 1,
      lower: expect.closeTo(-0.123, 3),
      upper: 1,
    });
  });

  it('is antisymmetric, within −1 and 1, and the same as U', () => {
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const { estimate, lower, upper } = cliffsDelta({ first, second });
        const swapped = cliffsDelta({ first: second, second: first });
        expect(lower >= -1 && lower <= estimate).toBe(true);
        expect(estimate <= upper && upper <= 1).toBe(true);
        expect(swapped.estimate).toBeCloseTo(-estimate, 12);
        expect(swapped.lower).toBeCloseTo(-upper, 9);
        const { u } = mannWhitney({ first, second });
        expect(estimate).toBeCloseTo(
          (2 * u) / (first.length * second.length) - 1,
          12,
        );
      }),
    );
  });
});

describe('hodgesLehmann', () => {
  it('gives the published estimate and interval', () => {
    const { estimate, lower, upper, confidence } = hodgesLehmann({
      first: atTerm,
      second: early,
    });
    expect(estimate).toBeCloseTo(0.305, 10);
    expect(lower).toBeCloseTo(-0.15, 10);
    expect(upper).toBeCloseTo(0.76, 10);
    expect(confidence).toBeCloseTo(0.96004, 5);
  });

  it('is the median of all differences, moves with its samples and changes sign with them', () => {
    fc.assert(
      fc.property(
        scale,
        scale,
        fc.integer({ min: -9, max: 9 }),
        (first, second, step) => {
          const differences = first
            .flatMap(a => second.map(b => a - b))
            .sort((a, b) => a - b);
          const half = differences.length / 2;
          const median =
            (differences[Math.ceil(half) - 1] + differences[Math.floor(half)]) /
            2;
          const found = hodgesLehmann({ first, second });
          expect(found.estimate).toBe(median);
          expect(found.lower <= median && median <= found.upper).toBe(true);

          const moved = hodgesLehmann({
            first: first.map(value => value + step),
            second,
          });
          expect(moved.lower).toBe(found.lower + step);
          const swapped = hodgesLehmann({ first: second, second: first });
          expect(swapped.estimate + median).toBe(0);
          expect(swapped.upper + found.lower).toBe(0);
        },
      ),
    );
  });

  it('selects any difference without making them all', () => {
    fc.assert(
      fc.property(sample, sample, fc.nat(), (one, two, any) => {
        const all = one.flatMap(a => two.map(b => a - b)).sort((a, b) => a - b);
        const k = (any % all.length) + 1;
        const select = selectDifference(
          Float64Array.from(one).sort(),
          Float64Array.from(two).sort(),
          k,
        );
        expect(select - all[k - 1]).toBe(0);
      }),
      { numRuns: 300 },
    );
    const source = noiseSource(8);
    const [first, second] = [source.series(5000), source.series(5000)];
    const { estimate, lower, upper } = hodgesLehmann({
      first: first.map(value => value + 3),
      second,
    });
    expect(lower < 3 && upper > 3).toBe(true);
    expect(Math.abs(estimate - 3)).toBeLessThan(0.1);
  });

  it('says what samples too small for 95 % reach', () => {
    expect(hodgesLehmann({ first: [7, 8, 9], second: [1, 2, 3] })).toEqual({
      estimate: 6,
      lower: 4,
      upper: 8,
      confidence: expect.closeTo(0.9, 12),
    });
    expect(hodgesLehmann({ first: [7], second: [1] })).toMatchObject({
      estimate: 6,
      confidence: 0,
    });
  });

  it('covers the true step as often as it says', () => {
    const source = noiseSource(12);
    const coverage = (size: number) => {
      let covered = 0;
      for (let run = 0; run < 300; run++) {
        const { lower, upper } = hodgesLehmann({
          first: source.series(size).map(value => value + 1),
          second: source.series(size),
        });
        if (lower <= 1 && upper >= 1) covered += 1;
      }
      return covered / 300;
    };
    expect(coverage(10)).toBeGreaterThan(0.92);
    expect(coverage(30)).toBeGreaterThan(0.92);
    expect(coverage(30)).toBeLessThan(0.98);
  });
});

it('refuses samples that are empty or no numbers', () => {
  for (const test of [mannWhitney, cliffsDelta, hodgesLehmann]) {
    expect(() => test({ first: [], second: [1, 2] })).toThrow(
      /first: \d or more/,
    );
    expect(() => test({ first: [1, 2], second: [1, NaN] })).toThrow(
      /second\[1\].*NaN/,
    );
    expect(() => test({ first: [Infinity, 1], second: [1, 2] })).toThrow(
      RangeError,
    );
  }
  expect(() => cliffsDelta({ first: [1], second: [1, 2] })).toThrow(
    /2 or more/,
  );
});
