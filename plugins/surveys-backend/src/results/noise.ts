import { randomBytes } from 'node:crypto';

/** Draws the noise of one count: a whole number, each key once. */
export type Noise = (key: string, scale: number) => number;

/** Odds that all figures of a question together may move, where terms say nothing else. */
export const ODDS_LIMIT = 20;

/**
 * Noise whose chances fall by the same factor with every step away from 0, from
 * a source nobody can predict: the difference of two geometric variables. An
 * answer that moves a count by one makes any figure at most e^(1/scale) times
 * likelier. Source: Ghosh, Roughgarden and Sundararajan 2012, SIAM Journal on
 * Computing 41(6), doi 10.1137/09076828X.
 */
export function drawNoise(_key: string, scale: number): number {
  return geometric(scale) - geometric(scale);
}

/** The variance of the noise, in answers squared. */
export function noiseVariance(scale: number): number {
  const fall = Math.exp(-1 / scale);
  return (2 * fall) / (1 - fall) ** 2;
}

function geometric(scale: number): number {
  // 52 bits, 0 left out: the logarithm is finite.
  const drawn = randomBytes(8).readBigUInt64BE() >> 12n;
  return Math.floor(-Math.log((Number(drawn) + 1) / 2 ** 52) * scale);
}
