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
 * Φ(x) for x ≥ 0, by the series φ(x) · Σ x^(2k+1) / (1 · 3 · … · (2k+1)), which
 * has positive terms only. Source: Marsaglia 2004, Journal of Statistical
 * Software 11(4), doi 10.18637/jss.v011.i04.
 */
function normalCumulative(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
