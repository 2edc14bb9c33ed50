import fc from 'fast-check';
import { claimRate, noiseSource } from './__testUtils__/noise';
import { nile, threeLevels } from './__testUtils__/series';
import { eDivisive } from './eDivisive';
import { EnergyScan } from './energyScan';

/** Q(τ) by its definition: mean distances between and within both parts. */
function statisticAt(values: number[], split: number): number {
  const [left, right] = [values.slice(0, split), values.slice(split)];
  const mean = (pairs: number[]) =>
    pairs.reduce((a, b) => a + b, 0) / pairs.length;
  const within = (part: number[]) =>
    mean(part.flatMap((a, i) => part.slice(i + 1).map(b => Math.abs(a - b))));
  const between = mean(left.flatMap(a => right.map(b => Math.abs(a - b))));
  return (
    ((left.length * right.length) / values.length) *
    (2 * between - within(left) - within(right))
  );
}

describe('eDivisive', () => {
  it('finds the known changes', () => {
    const [dam, ...others] = eDivisive(nile, { level: 0.01, seed: 1 });
    expect(others).toEqual([]);
    expect(dam).toMatchObject({ index: 28, pValue: 0.005 });
    expect(dam.statistic).toBeCloseTo(4807.521, 3);

    const steps = eDivisive(threeLevels, { minSize: 3, seed: 1 });
    expect(steps.map(({ index }) => index)).toEqual([5, 8]);
    expect(steps[0].statistic).toBeCloseTo(761.28214, 5);
  });

  it('enumerates all orders of 8 observations', () => {
    const exact = (seed: number) =>
      eDivisive([1, 2, 3, 2, 11, 12, 13, 11], { seed });
    // Only the 2 · 4! · 4! of 8! orders that keep both groups together reach it.
    expect(exact(1)).toEqual([
      {
        index: 4,
        statistic: expect.closeTo(34.6667, 4),
        pValue: expect.closeTo(2 / 70, 12),
      },
    ]);
    expect(exact(2)).toEqual(exact(1));
  });

  it('computes the statistic as it is defined, and takes the first of equals', () => {
    const values = fc.array(fc.integer({ min: -5, max: 5 }), {
      minLength: 9,
      maxLength: 40,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 4 }), (series, minSize) => {
        const splits = series
          .map((_, split) => split)
          .slice(minSize, series.length - minSize + 1);
        const statistics = splits.map(split => statisticAt(series, split));
        const largest = Math.max(...statistics);
        const first = splits.find((_, at) => statistics[at] > largest - 1e-9);
        const centred = Float64Array.from(series);
        const best = new EnergyScan(centred, minSize).best(
          EnergyScan.ranks(centred),
        );
        expect(best.index).toBe(first);
        expect(best.statistic).toBeCloseTo(largest, 8);
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on the unit, and gives the same again', () => {
    const source = noiseSource(9);
    const series = source
      .series(80)
      .map((value, at) => value + (at < 30 ? 0 : 2) - (at < 55 ? 0 : 3));
    const plain = eDivisive(series, { seed: 5 });
    expect(plain.map(({ index }) => index)).toHaveLength(2);
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.double({ min: -1e4, max: 1e4, noNaN: true }),
        (scale, shift) => {
          const other = eDivisive(
            series.map(value => value * scale + shift),
            { seed: 5 },
          );
          expect(other.map(({ index, pValue }) => [index, pValue])).toEqual(
            plain.map(({ index, pValue }) => [index, pValue]),
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  it('says nothing about a constant series, and keeps regimes at their least size', () => {
    expect(eDivisive(Array(50).fill(0.1), { seed: 1 })).toEqual([]);
    const spike = Array.from({ length: 40 }, (_, at) =>
      at === 20 ? 1000 : at % 2,
    );
    expect(eDivisive(spike, { seed: 1 })).toEqual([]);

    const steps = noiseSource(3)
      .series(200)
      .map((value, at) => value + 9 * Math.floor(at / 7));
    const found = eDivisive(steps, { seed: 1, minSize: 6 });
    const borders = [0, ...found.map(({ index }) => index), 200];
    expect(found.length).toBeGreaterThan(5);
    for (let at = 1; at < borders.length; at++) {
      expect(borders[at] - borders[at - 1]).toBeGreaterThanOrEqual(6);
    }
  });

  it('claims a change in noise about as often as its level says', () => {
    const rate = (autocorrelation: number, block: number, count = 500) =>
      claimRate(
        (series, seed) => eDivisive(series, { seed, block }).length > 0,
        { count, length: 100, autocorrelation },
      );
    expect(rate(0, 1)).toBeGreaterThan(0.02);
    expect(rate(0, 1)).toBeLessThanOrEqual(0.08);
    expect(rate(0.6, 10)).toBeLessThanOrEqual(0.1);
    // What the blocks are for.
    expect(rate(0.6, 1, 50)).toBeGreaterThan(0.4);
  });

  it('finds a change of spread alone, and a clear step in dependent noise', () => {
    const spread = noiseSource(1)
      .series(200)
      .map((value, at) => (at < 100 ? value : 6 * value));
    const [point] = eDivisive(spread, { seed: 1 });
    expect(Math.abs(point.index - 100)).toBeLessThan(8);

    const step = noiseSource(2, 0.5)
      .series(120)
      .map((value, at) => (at < 60 ? value : value + 8));
    expect(
      eDivisive(step, { seed: 1, block: 11 }).map(({ index }) => index),
    ).toEqual([60]);
  });

  it('finds the changes of a year of days', () => {
    const year = noiseSource(4)
      .series(365)
      .map((value, at) => value + 4 * (Math.floor(at / 45) % 3));
    expect(eDivisive(year, { seed: 1, permutations: 199 })).toHaveLength(8);
  });

  it('refuses what it cannot answer', () => {
    const refused = (values: number[], options: object, message: RegExp) =>
      expect(() => eDivisive(values, { seed: 1, ...options })).toThrow(
        expect.objectContaining({
          name: 'RangeError',
          message: expect.stringMatching(message),
        }),
      );
    refused([1, 2, 3], {}, /^3 observations are too few.* 8 are needed/);
    refused(nile.slice(0, 12), { minSize: 7 }, /14 are needed/);
    refused([...nile, NaN], {}, /values\[100\].* NaN/);
    refused(nile, { level: 0 }, /level/);
    refused(nile, { level: 0.001 }, /999 or more/);
    refused(nile, { minSize: 1 }, /minSize/);
    refused(nile, { permutations: 0.5 }, /permutations/);
    refused(nile, { block: 0 }, /block/);
    refused(nile, { seed: 0.5 }, /seed/);
  });
});
