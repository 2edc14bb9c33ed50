/**
 * The value below which a standard normal variable falls with probability `p`,
 * 0 < p < 1. Found by bisection on the distribution function: slower than a
 * rational approximation, and nothing to mistype.
 */
export function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p);
  let low = 0;
  let high = 9;
  while (high - low > 1e-13) {
    const middle = (low + high) / 2;
    if (normalCumulative(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Φ(x), by the series φ(x) · Σ x^(2k+1) / (1 · 3 · … · (2k+1)), which has
 * positive terms only. Source: Marsaglia 2004, Journal of Statistical
 * Software 11(4), doi 10.18637/jss.v011.i04.
 *
 * Our own, though the other distributions come from jstat: an interval in a
 * browser should not cost 70 kB of library.
 */
export function normalCumulative(x: number): number {
  if (x < 0) return 1 - normalCumulative(-x);
  // 1 to the last digit, and the series would overflow further out.
  if (x > 9) return 1;
  let term = x;
  let sum = x;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** z for a two-sided interval, 1.96 for 0.95. */
export function zOf(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(
      `confidence has to be between 0 and 1, not ${confidence}`,
    );
  }
  return normalQuantile((1 + confidence) / 2);
}
