// The reference reaches those who compile this package from its sources.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference, spaced-comment
/// <reference path="./jstat.d.ts" />
import { jStat } from 'jstat';

/** The chance that a chi-square variable is as large as `x`. Absolute error below 1e-9. */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  return Math.max(0, 1 - jStat.chisquare.cdf(x, degreesOfFreedom));
}

/** The value below which an F variable falls with probability `p`. Relative error below 1e-8. */
export function fQuantile(p: number, first: number, second: number): number {
  return jStat.centralF.inv(p, first, second);
}

/** ln C(n, k). */
export function logChoose(n: number, k: number): number {
  return jStat.gammaln(n + 1) - jStat.gammaln(k + 1) - jStat.gammaln(n - k + 1);
}
