import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Random numbers that are the same again for the same seed. */
export interface Random {
  /** A whole number, 0 to `limit` − 1. */
  below(limit: number): number;
  /** A share, 0 to 1, 1 excluded. */
  share(): number;
}

export function seededRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(`a seed has to be a whole number, not ${seed}`);
  }
  const generator = xoroshiro128plus(seed);
  return {
    below: limit => uniformInt(generator, 0, limit - 1),
    share: () => uniformFloat64(generator),
  };
}

/**
 * A seed from what a computation is about, such as the id of a series and its
 * length, so that the same data give the same answer wherever it is computed.
 *
 * Unit: a whole number, 0 to 2³² − 1. Two texts share a seed once in about four
 * thousand million: a seed is no identity and no secret.
 *
 * Source: the hash of Fowler, Noll and Vo (FNV-1a), over UTF-16 code units.
 *
 * @example
 * ```ts
 * eDivisive(values, { seed: seedFrom(`fleet/score/${values.length}`) });
 * ```
 *
 * @public
 */
export function seedFrom(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
