import { seededRandom } from '../random';

/** Seeded Gaussian noise with the given lag-1 autocorrelation, from its stationary distribution. */
export function noiseSource(seed: number, autocorrelation = 0) {
  const random = seededRandom(seed);
  const gaussian = () =>
    Math.sqrt(-2 * Math.log(1 - random.share())) *
    Math.cos(2 * Math.PI * random.share());
  return {
    series(length: number): number[] {
      let last = gaussian() / Math.sqrt(1 - autocorrelation ** 2);
      return Array.from({ length }, () => {
        last = autocorrelation * last + gaussian();
        return last;
      });
    },
  };
}

/** The share of `count` seeded series of noise in which a claim is made. */
export function claimRate(
  claims: (series: number[], seed: number) => boolean,
  options: { count: number; length: number; autocorrelation?: number },
): number {
  const source = noiseSource(20240417, options.autocorrelation);
  let claimed = 0;
  for (let seed = 0; seed < options.count; seed++) {
    if (claims(source.series(options.length), seed)) claimed += 1;
  }
  return claimed / options.count;
}
