/** The few functions of jstat that are used; the package has no types of its own. */
declare module 'jstat' {
  export const jStat: {
    chisquare: { cdf(x: number, degreesOfFreedom: number): number };
    centralF: { inv(p: number, first: number, second: number): number };
    gammaln(x: number): number;
  };
}
