import fc from 'fast-check';
import { netPromoterDifference, netPromoterInterval } from './netPromoter';
import { newcombeDifference } from './newcombeDifference';
import { nonResponseBounds } from './nonResponseBounds';
import { umuxLite, systemUsability } from './usabilityScores';
import { wilsonInterval } from './wilsonInterval';

const shares = fc.integer({ min: 1, max: 500 }).chain(n =>
  fc.record({
    n: fc.constant(n),
    successes: fc.integer({ min: 0, max: n }),
    population: fc.integer({ min: n, max: n + 800 }),
  }),
);

describe('newcombeDifference', () => {
  // Newcombe 1998, Statistics in Medicine 17:873–890, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [5, 56, 0, 29, 0.0893, -0.0381, 0.1926],
    [10, 10, 0, 10, 1, 0.6075, 1],
  ])('of %d/%d and %d/%d is the published one', (x1, n1, x2, n2, ...known) => {
    const { estimate, lower, upper } = newcombeDifference({
      first: { successes: x1, n: n1 },
      second: { successes: x2, n: n2 },
    });
    [estimate, lower, upper].forEach((value, at) =>
      expect(value).toBeCloseTo(known[at], 4),
    );
  });

  it('obeys its laws', () => {
    fc.assert(
      fc.property(shares, shares, (first, second) => {
        const { estimate, lower, upper } = newcombeDifference({
          first,
          second,
        });
        const swapped = newcombeDifference({ first: second, second: first });
        expect(lower >= -1 && lower <= estimate).toBe(true);
        expect(estimate <= upper && upper <= 1).toBe(true);
        expect(swapped.estimate).toBeCloseTo(-estimate, 12);
        expect(swapped.lower).toBeCloseTo(-upper, 12);

        const census = newcombeDifference({
          first: { ...first, population: first.n },
          second: { ...second, population: second.n },
        });
        expect(census.upper - census.lower).toBeCloseTo(0, 12);
        const infinite = newcombeDifference({
          first: { n: first.n, successes: first.successes },
          second: { n: second.n, successes: second.successes },
        });
        expect(infinite.lower).toBeLessThanOrEqual(lower + 1e-12);
        expect(infinite.upper).toBeGreaterThanOrEqual(upper - 1e-12);
      }),
    );
  });

  it('refuses impossible counts', () => {
    const some = { successes: 1, n: 2 };
    for (const impossible of [
      { successes: 0, n: 0 },
      { successes: 3, n: 2 },
      { successes: NaN, n: 2 },
      { successes: 1, n: 2, population: 1 },
    ]) {
      expect(() =>
        newcombeDifference({ first: some, second: impossible }),
      ).toThrow(RangeError);
    }
    expect(() =>
      newcombeDifference({ first: some, second: some, confidence: 95 }),
    ).toThrow(RangeError);
  });
});

describe('nonResponseBounds', () => {
  it('contains whatever the others would have answered', () => {
    expect(nonResponseBounds({ successes: 42, n: 58, population: 96 })).toEqual(
      { lower: 42 / 96, upper: 80 / 96 },
    );
    fc.assert(
      fc.property(
        shares,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (counts, luck) => {
          const { successes, n, population } = counts;
          const { lower, upper } = nonResponseBounds(counts);
          const unseen = Math.round(luck * (population - n));
          const truth = (successes + unseen) / population;
          expect(lower >= 0 && lower <= truth + 1e-12).toBe(true);
          expect(truth <= upper + 1e-12 && upper <= 1).toBe(true);
          expect(upper - lower).toBeCloseTo(1 - n / population, 12);
        },
      ),
    );
    expect(nonResponseBounds({ successes: 0, n: 0, population: 5 })).toEqual({
      lower: 0,
      upper: 1,
    });
  });

  it.each([
    { successes: 0, n: 0, population: 0 },
    { successes: 1, n: 3, population: 2 },
    { successes: 4, n: 3, population: 9 },
    { successes: 1, n: 3, population: NaN },
  ])('refuses %j', impossible =>
    expect(() => nonResponseBounds(impossible)).toThrow(RangeError),
  );
});

describe('netPromoterInterval', () => {
  // Worked from Rocks 2016; reference values of the project.
  it.each([
    [50, 30, 20, 30, 14.05, 44.2],
    [5, 3, 2, 30, -19.05, 65.2],
  ])('of %d/%d/%d', (promoters, passives, detractors, score, low, high) => {
    const { estimate, lower, upper } = netPromoterInterval({
      promoters,
      passives,
      detractors,
    });
    expect(estimate).toBeCloseTo(score, 10);
    expect(lower).toBeCloseTo(low, 1);
    expect(upper).toBeCloseTo(high, 1);
  });

  it('obeys its laws, alone and as a difference', () => {
    const count = fc.integer({ min: 0, max: 300 });
    const counts = fc
      .record({
        promoters: count,
        passives: count,
        detractors: count,
        unseen: count,
      })
      .filter(
        ({ promoters, passives, detractors }) =>
          promoters + passives + detractors > 0,
      );
    fc.assert(
      fc.property(counts, counts, (one, two) => {
        const n = one.promoters + one.passives + one.detractors;
        const wide = netPromoterInterval(one);
        const finite = netPromoterInterval({
          ...one,
          population: n + one.unseen,
        });
        const mirrored = netPromoterInterval({
          promoters: one.detractors,
          passives: one.passives,
          detractors: one.promoters,
        });
        const more = netPromoterInterval({
          promoters: 10 * one.promoters,
          passives: 10 * one.passives,
          detractors: 10 * one.detractors,
        });
        for (const { estimate, lower, upper } of [wide, finite, more]) {
          expect(lower >= -100 && lower <= estimate).toBe(true);
          expect(estimate <= upper && upper <= 100).toBe(true);
        }
        expect(mirrored.lower).toBeCloseTo(-wide.upper, 10);
        expect(more.upper - more.lower).toBeLessThan(wide.upper - wide.lower);
        expect(finite.upper === finite.lower).toBe(one.unseen === 0);

        const apart = netPromoterDifference({ first: one, second: two });
        const swapped = netPromoterDifference({ first: two, second: one });
        expect(apart.estimate).toBeCloseTo(
          wide.estimate - netPromoterInterval(two).estimate,
          10,
        );
        expect(swapped.lower).toBeCloseTo(-apart.upper, 10);
        expect(
          apart.lower <= apart.estimate && apart.estimate <= apart.upper,
        ).toBe(true);
      }),
    );
  });

  it('refuses impossible counts', () => {
    const counts = { promoters: 1, passives: 1, detractors: 1 };
    for (const wrong of [
      { promoters: 0, passives: 0, detractors: 0 },
      { promoters: -1 },
      { passives: 0.5 },
      { detractors: NaN },
      { population: 2 },
      { confidence: 1 },
    ]) {
      expect(() => netPromoterInterval({ ...counts, ...wrong })).toThrow(
        RangeError,
      );
    }
  });
});

describe('wilsonInterval', () => {
  it('narrows with more answers of the same share', () => {
    fc.assert(
      fc.property(
        shares,
        fc.integer({ min: 2, max: 9 }),
        ({ successes, n }, times) => {
          const few = wilsonInterval({ successes, n });
          const many = wilsonInterval({
            successes: successes * times,
            n: n * times,
          });
          expect(many.upper - many.lower).toBeLessThan(few.upper - few.lower);
        },
      ),
    );
  });
});

describe('usability scores', () => {
  it('are the published ones, and only of answers on their scale', () => {
    expect(umuxLite([6, 5])).toBe(75);
    expect([umuxLite([1, 1]), umuxLite([7, 7])]).toEqual([0, 100]);
    expect(systemUsability(Array(10).fill(3))).toBe(50);
    expect(systemUsability([5, 1, 5, 1, 5, 1, 5, 1, 5, 1])).toBe(100);
    expect(systemUsability([1, 5, 1, 5, 1, 5, 1, 5, 1, 5])).toBe(0);
    expect(() => umuxLite([0, 5])).toThrow(RangeError);
    expect(() => umuxLite([6, 8])).toThrow(RangeError);
    expect(() => systemUsability([3, 3])).toThrow(RangeError);
    expect(() => systemUsability([...Array(9).fill(3), NaN])).toThrow(
      RangeError,
    );
  });
});
