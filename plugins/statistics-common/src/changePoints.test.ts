import { claimRate, noiseSource } from './__testUtils__/noise';
import { nile } from './__testUtils__/series';
import { changePoints } from './changePoints';
import { seedFrom } from './random';

describe('changePoints', () => {
  it('says when there are too few observations', () => {
    const tooFew = (needed: number) => ({ state: 'too-few-points', needed });
    expect(changePoints([], { seed: 1 })).toEqual(tooFew(8));
    expect(changePoints(nile.slice(0, 7), { seed: 1 })).toEqual(tooFew(8));
    expect(changePoints(nile.slice(0, 9), { seed: 1, minSize: 5 })).toEqual(
      tooFew(10),
    );
    expect(changePoints(nile.slice(0, 8), { seed: 1 }).state).toBe('ok');
    expect(() => changePoints([1, NaN], { seed: 1 })).toThrow(RangeError);
  });

  it('says how large the change is', () => {
    const result = changePoints(nile, { seed: seedFrom('nile') });
    expect(result).toMatchObject({
      state: 'ok',
      block: 1,
      points: [{ index: 28, medianBefore: 1130, medianAfter: 842.5 }],
    });
    const [{ shift, delta }] = (
      result as Extract<typeof result, { state: 'ok' }>
    ).points;
    // The median of all 28 · 72 differences, worked apart from this code.
    expect(shift.estimate).toBe(-260);
    expect(shift.upper).toBeLessThan(-150);
    expect(delta.upper).toBeLessThan(-0.5);
  });

  it('allows for neighbours that depend on each other', () => {
    const dependent = noiseSource(7, 0.7).series(150);
    expect(changePoints(dependent, { seed: 1 })).toMatchObject({
      state: 'ok',
      block: expect.any(Number),
      autocorrelation: expect.any(Number),
    });
    const rate = (autocorrelation: number) =>
      claimRate(
        (series, seed) => {
          const result = changePoints(series, { seed });
          return result.state === 'ok' && result.points.length > 0;
        },
        { count: 200, length: 100, autocorrelation },
      );
    expect(rate(0)).toBeLessThanOrEqual(0.09);
    expect(rate(0.6)).toBeLessThanOrEqual(0.1);

    const step = noiseSource(2)
      .series(120)
      .map((value, at) => (at < 70 ? value : value + 4));
    expect(changePoints(step, { seed: 1 })).toMatchObject({
      block: 1,
      points: [{ index: 70 }],
    });
  });
});

describe('seedFrom', () => {
  // Published FNV-1a test vectors.
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('hashes %j', (text, hash) => expect(seedFrom(text)).toBe(hash));
});
