/** 0.724 to "72 %". */
export function formatPercent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** {lower: 0.65, upper: 0.79} to "65–79 %". */
export function formatInterval(interval: {
  lower: number;
  upper: number;
}): string {
  return `${Math.round(interval.lower * 100)}–${Math.round(
    interval.upper * 100,
  )} %`;
}

/** A difference with its sign: 0.08 to "+8", −0.08 to "−8". */
export function formatPoints(difference: number): string {
  const points = Math.round(difference * 100);
  if (points === 0) return '±0';
  return points > 0 ? `+${points}` : `−${-points}`;
}

/** A p-value: 0.0312 to "0.03", and what is very small to "< 0.001". */
export function formatP(p: number): string {
  if (p < 0.001) return '< 0.001';
  return p.toFixed(p < 0.01 ? 3 : 2);
}

/** A day in the reader's language, e.g. "3 December 2026". */
export function formatDay(iso: string): string {
  return new Date(iso).toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}

/** A day in few letters, e.g. "Dec 2026". */
export function formatMonth(time: string | number): string {
  return new Date(time).toLocaleDateString(undefined, {
    month: 'short',
    year: 'numeric',
  });
}

/** The backend's own words, without the status line that wraps them. */
export function messageOf(error: Error): string {
  const { body } = error as { body?: { error?: { message?: string } } };
  return body?.error?.message ?? error.message;
}
