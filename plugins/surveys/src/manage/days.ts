const DAY_MS = 86_400_000;

/** The day some days after a time, as `2026-05-01`, where the reader is. */
export function dayAfter(iso: string, days: number): string {
  const day = new Date(Date.parse(iso) + days * DAY_MS);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(
    day.getDate(),
  )}`;
}

/** The end of a day where the reader is, in ISO 8601. */
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59:00`).toISOString();
}

/** The beginning of a day's work where the reader is, in ISO 8601. */
export function morningOf(day: string): string {
  return new Date(`${day}T09:00:00`).toISOString();
}
