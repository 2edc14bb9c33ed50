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

/** A day in the reader's language, e.g. "3 December 2026". */
export function formatDay(iso: string): string {
  return new Date(iso).toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}

/** The backend's own words, without the status line that wraps them. */
export function messageOf(error: Error): string {
  const { body } = error as { body?: { error?: { message?: string } } };
  return body?.error?.message ?? error.message;
}
