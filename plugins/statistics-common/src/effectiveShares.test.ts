import fc from 'fast-check';
import {
  newcombeDifference,
  noisySize,
  normalPValue,
  shareDifference,
  shareInterval,
  wilsonInterval,
} from '.';

describe('effective shares', () => {
  it('are what Wilson and Newcombe say of whole answers', () => {
    const wilson = wilsonInterval({ successes: 56, n: 80 });
    expect(shareInterval({ share: 0.7, size: 80 })).toEqual(wilson);
    expect(shareInterval({ share: 1, size: Infinity })).toEqual({
      lower: 1,
      upper: 1,
    });
    const { pValue, ...difference } = shareDifference({
      first: { share: 0.8, size: 70 },
      second: { share: 0.6, size: 80 },
    });
    const published = newcombeDifference({
      first: { successes: 56, n: 70 },
      second: { successes: 48, n: 80 },
    });
    expect(difference.lower).toBeCloseTo(published.lower, 12);
    expect(difference.upper).toBeCloseTo(published.upper, 12);
    expect(pValue).toBeGreaterThan(0.005);
    expect(pValue).toBeLessThan(0.012);
    expect(normalPValue(1.959964)).toBeCloseTo(0.05, 6);
  });

  it('have a p-value that says what the interval says', () => {
    const side = fc.record({
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      size: fc.double({ min: 0.5, max: 1e4, noNaN: true }),
    });
    fc.assert(
      fc.property(side, side, (first, second) => {
        const { lower, upper, pValue } = shareDifference({ first, second });
        fc.pre(Math.abs(pValue - 0.05) > 1e-6);
        expect(lower > 0 || upper < 0).toBe(pValue < 0.05);
      }),
    );
  });

  it('are worth less the more noise there is, and never more than counted', () => {
    const counts = { successes: 6, n: 9 };
    expect(noisySize({ ...counts, noiseVariance: 0 })).toBeCloseTo(9);
    expect(noisySize({ ...counts, population: 9, noiseVariance: 0 })).toBe(
      Infinity,
    );
    const some = noisySize({ ...counts, noiseVariance: 1.8 });
    expect(some).toBeLessThan(9);
    expect(noisySize({ ...counts, noiseVariance: 4 })).toBeLessThan(some);
    expect(() => noisySize({ successes: 0, n: 0, noiseVariance: 1 })).toThrow(
      /n above 0/,
    );
  });
});
