import fc from 'fast-check';
import { noiseSource } from './__testUtils__/noise';
import { cronbachAlpha } from './cronbachAlpha';
import { lmgDrivers } from './lmgDrivers';
import { lmgShares } from './lmgShares';

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

describe('lmgShares', () => {
  it('gives the known shares', () => {
    const two = lmgShares({
      outcome: [0.6, 0.5],
      predictors: [
        [1, 0.4],
        [0.4, 1],
      ],
    });
    expect(two.r2).toBeCloseTo(0.4405, 4);
    expect(two.shares[0]).toBeCloseTo(0.2752, 4);
    expect(two.shares[1]).toBeCloseTo(0.1652, 4);

    // By averaging over the 6 orders, worked apart from this code.
    const three = lmgShares({
      outcome: [0.5, 0.4, -0.3],
      predictors: [
        [1, 0.4, 0.2],
        [0.4, 1, 0.3],
        [0.2, 0.3, 1],
      ],
    });
    expect(three.r2).toBeCloseTo(0.524406332, 8);
    [0.21756768, 0.14115742, 0.16568123].forEach((share, at) =>
      expect(three.shares[at]).toBeCloseTo(share, 7),
    );
  });

  it('shares evenly between two of the same, and gives nothing to a constant', () => {
    const same = lmgShares({
      outcome: [0.6, 0.6, 0],
      predictors: [
        [1, 1, 0],
        [1, 1, 0],
        [0, 0, 0],
      ],
    });
    expect(same.r2).toBeCloseTo(0.36, 10);
    expect(same.shares.map(share => share.toFixed(6))).toEqual([
      '0.180000',
      '0.180000',
      '0.000000',
    ]);
  });

  it('refuses what are no correlations', () => {
    for (const wrong of [
      { outcome: [], predictors: [] },
      {
        outcome: Array(13).fill(0),
        predictors: Array(13).fill(Array(13).fill(0)),
      },
      { outcome: [0.5], predictors: [[1, 0]] },
      { outcome: [1.5], predictors: [[1]] },
      { outcome: [NaN], predictors: [[1]] },
    ]) {
      expect(() => lmgShares(wrong)).toThrow(RangeError);
    }
  });
});

describe('lmgDrivers', () => {
  const source = noiseSource(21);
  const [speed, docs, luck, noise] = Array.from({ length: 4 }, () =>
    source.series(120),
  );
  const blur = source.series(120);
  const clarity = docs.map((value, at) => value + 0.5 * blur[at]);
  const outcome = speed.map((value, at) => 2 * value - docs[at] + noise[at]);

  it('finds what the outcome was made of', () => {
    const result = lmgDrivers({
      outcome,
      predictors: { speed, docs, clarity, luck },
      seed: 1,
    });
    const { r2, drivers } = result as Extract<typeof result, { state: 'ok' }>;
    const by = Object.fromEntries(drivers.map(driver => [driver.name, driver]));
    expect(r2).toBeGreaterThan(0.7);
    expect(sum(drivers.map(({ estimate }) => estimate))).toBeCloseTo(r2, 10);
    expect(by.speed.lower).toBeGreaterThan(by.docs.upper);
    expect(by.docs.correlation).toBeLessThan(0);
    expect(by.luck.upper).toBeLessThan(0.1);
    expect(
      lmgDrivers({
        outcome,
        predictors: { speed, docs, clarity, luck },
        seed: 1,
      }),
    ).toEqual(result);
  });

  it('sums to R², whatever the data, and is the same in any unit', () => {
    const scale = fc.integer({ min: 1, max: 7 });
    const rows = fc.array(fc.array(scale, { minLength: 4, maxLength: 4 }), {
      minLength: 30,
      maxLength: 60,
    });
    fc.assert(
      fc.property(rows, answers => {
        const column = (at: number) => answers.map(row => row[at]);
        fc.pre(new Set(column(0)).size > 1);
        const options = {
          outcome: column(0),
          predictors: { a: column(1), b: column(2), c: column(3) },
        };
        const run = lmgDrivers({ ...options, seed: 3, resamples: 100 });
        const other = lmgDrivers({
          ...options,
          outcome: column(0).map(answer => 10 - 3 * answer),
          seed: 3,
          resamples: 100,
        });
        const { r2, drivers } = run as Extract<typeof run, { state: 'ok' }>;
        expect(r2 >= 0 && r2 <= 1).toBe(true);
        expect(sum(drivers.map(({ estimate }) => estimate))).toBeCloseTo(r2, 9);
        for (const { estimate, lower, upper, correlation } of drivers) {
          expect(
            lower >= 0 && lower <= estimate && estimate <= upper && upper <= 1,
          ).toBe(true);
          expect(Math.abs(correlation)).toBeLessThanOrEqual(1);
        }
        expect((other as typeof run & { r2: number }).r2).toBeCloseTo(r2, 9);
      }),
      { numRuns: 25 },
    );
  });

  it('refuses too few answers, no variation, and bad input', () => {
    const few = (n: number) => ({
      outcome: outcome.slice(0, n),
      predictors: { speed: speed.slice(0, n) },
      seed: 1,
    });
    expect(lmgDrivers(few(29))).toEqual({
      state: 'too-few-answers',
      needed: 30,
    });
    expect(lmgDrivers({ ...few(30), resamples: 100 }).state).toBe('ok');
    const many = Object.fromEntries(
      'abcdef'.split('').map(name => [name, speed.slice(0, 59)]),
    );
    expect(
      lmgDrivers({ outcome: outcome.slice(0, 59), predictors: many, seed: 1 }),
    ).toEqual({
      state: 'too-few-answers',
      needed: 60,
    });
    expect(lmgDrivers({ ...few(30), outcome: Array(30).fill(4) })).toEqual({
      state: 'no-variation',
    });
    expect(() => lmgDrivers({ outcome, predictors: {}, seed: 1 })).toThrow(
      /1 to 12 predictors/,
    );
    expect(() =>
      lmgDrivers({ outcome, predictors: { speed: [1] }, seed: 1 }),
    ).toThrow(/speed has 1 answers/);
    expect(() =>
      lmgDrivers({ outcome: [NaN], predictors: { speed: [1] }, seed: 1 }),
    ).toThrow(/outcome\[0\]/);
    expect(() => lmgDrivers({ ...few(30), seed: NaN })).toThrow(/seed/);
    expect(() => lmgDrivers({ ...few(30), resamples: 1 })).toThrow(/resamples/);
  });

  it('takes eight items of a large wave', () => {
    const n = 5000;
    const predictors = Object.fromEntries(
      'abcdefgh'.split('').map(name => [name, source.series(n)]),
    );
    expect(
      lmgDrivers({ outcome: source.series(n), predictors, seed: 1 }).state,
    ).toBe('ok');
  });
});

describe('cronbachAlpha', () => {
  const respondents = Array.from({ length: 30 }, (_, at) => at);
  const items = [
    respondents.map(at => ((at * 7) % 5) + 1),
    respondents.map(at => ((at * 7) % 5) + (at % 3) + 1),
    respondents.map(at => ((at * 7) % 5) + 1 + ((at * at) % 4) - 1),
  ];

  it('gives the value and interval of the formulas, worked apart from this code', () => {
    expect(cronbachAlpha({ items })).toEqual({
      state: 'ok',
      estimate: expect.closeTo(0.95154185, 8),
      lower: expect.closeTo(0.91116103, 7),
      upper: expect.closeTo(0.97532648, 7),
    });
  });

  it('is 1 for copies, and the same in any order and on any common scale', () => {
    const copies = cronbachAlpha({ items: [items[0], items[0], items[0]] });
    expect(copies).toMatchObject({ estimate: expect.closeTo(1, 12) });
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        fc.integer({ min: -9, max: 9 }),
        (scale, shift) => {
          const other = cronbachAlpha({
            items: [...items]
              .reverse()
              .map(answers => answers.map(answer => answer * scale + shift)),
          });
          expect(other).toMatchObject({
            estimate: expect.closeTo(0.95154185, 7),
          });
        },
      ),
    );
  });

  it('refuses too few respondents, no variation, and bad input', () => {
    const few = items.map(answers => answers.slice(0, 29));
    expect(cronbachAlpha({ items: few })).toEqual({
      state: 'too-few-answers',
      needed: 30,
    });
    const flat = respondents.map(() => 4);
    expect(cronbachAlpha({ items: [flat, flat] })).toEqual({
      state: 'no-variation',
    });
    expect(() => cronbachAlpha({ items: [items[0]] })).toThrow(
      /2 or more items/,
    );
    expect(() => cronbachAlpha({ items: [items[0], few[0]] })).toThrow(
      /items\[1\] has 29/,
    );
    expect(() => cronbachAlpha({ items: [[NaN], [1]] })).toThrow(
      /items\[0\]\[0\]/,
    );
    expect(() => cronbachAlpha({ items, confidence: 0 })).toThrow(/confidence/);
  });
});
