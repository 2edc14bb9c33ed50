import fc from 'fast-check';
import { normalQuantile } from './normal';
import { wilsonInterval } from './wilsonInterval';

describe('wilsonInterval', () => {
  // Newcombe 1998, Statistics in Medicine 17:857–872, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives the published interval of %d of %d', (successes, n, low, high) => {
    const { lower, upper } = wilsonInterval({ successes, n });
    expect(lower).toBeCloseTo(low, 4);
    expect(upper).toBeCloseTo(high, 4);
  });

  // Worked by hand: n* = n (N − 1) / (N − n) is 396 and 117.
  it.each([
    [56, 80, 100, 0.6531, 0.743],
    [18, 30, 40, 0.5094, 0.6842],
  ])(
    'allows for a sample of %d of %d drawn from %d',
    (successes, n, population, low, high) => {
      const { lower, upper } = wilsonInterval({ successes, n, population });
      expect(lower).toBeCloseTo(low, 4);
      expect(upper).toBeCloseTo(high, 4);
    },
  );

  it('obeys its laws', () => {
    const counts = fc.integer({ min: 1, max: 2000 }).chain(n =>
      fc.record({
        n: fc.constant(n),
        successes: fc.integer({ min: 0, max: n }),
        unseen: fc.integer({ min: 0, max: 5000 }),
      }),
    );
    fc.assert(
      fc.property(counts, ({ n, successes, unseen }) => {
        const share = successes / n;
        const wide = wilsonInterval({ successes, n });
        const finite = wilsonInterval({ successes, n, population: n + unseen });
        const mirrored = wilsonInterval({ successes: n - successes, n });
        const surer = wilsonInterval({ successes, n, confidence: 0.99 });

        for (const { lower, upper } of [wide, finite, surer]) {
          expect(lower >= 0 && lower <= share).toBe(true);
          expect(upper >= share && upper <= 1).toBe(true);
        }
        expect(mirrored.lower).toBeCloseTo(1 - wide.upper, 12);
        expect(finite.lower).toBeGreaterThanOrEqual(wide.lower - 1e-12);
        expect(finite.upper).toBeLessThanOrEqual(wide.upper + 1e-12);
        expect(surer.lower).toBeLessThanOrEqual(wide.lower + 1e-12);
        expect(surer.upper).toBeGreaterThanOrEqual(wide.upper - 1e-12);
        expect(finite.lower === finite.upper).toBe(unseen === 0);
      }),
    );
  });

  it('knows nothing without answers, and refuses impossible counts', () => {
    expect(wilsonInterval({ successes: 0, n: 0 })).toEqual({
      lower: 0,
      upper: 1,
    });
    for (const impossible of [
      { successes: 3, n: 2 },
      { successes: -1, n: 2 },
      { successes: 1, n: 2, population: 1 },
      { successes: 0.5, n: 2 },
      { successes: NaN, n: 2 },
      { successes: 1, n: 2, confidence: 1 },
    ]) {
      expect(() => wilsonInterval(impossible)).toThrow(RangeError);
    }
  });
});

describe('normalQuantile', () => {
  // Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.5.
  it.each([
    [0.975, 1.959963984540054],
    [0.95, 1.6448536269514722],
    [0.995, 2.5758293035489004],
    [0.9999995, 4.891638475699025],
    [0.025, -1.959963984540054],
  ])('of %d', (p, z) => expect(normalQuantile(p)).toBeCloseTo(z, 9));
});
