const DAY_MS = 86_400_000;

/** A day as a date field has it, in the user's time zone: `2026-05-01`. */
export function dayOf(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}

/** So many days after a time. */
export function daysAfter(date: Date, days: number): Date {
  return new Date(date.getTime() + days * DAY_MS);
}

/** The last moment of a day of a date field, in the user's time zone. */
export function endOfDay(day: string): Date {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 23, 59, 59);
}

/** A day as people read it, in the language given. */
export function formatDay(
  date: Date,
  language: string | undefined,
  options: Intl.DateTimeFormatOptions = { dateStyle: 'medium' },
): string {
  return new Intl.DateTimeFormat(language, options).format(date);
}

/** A time at which it is that day nearly everywhere: `2026-05-01` is a day, not a time. */
export function noonOf(day: string): string {
  return `${day}T12:00:00Z`;
}

/** Whether a day, as `2026-05-01` in UTC, is still to come. */
export function isUpcoming(day: string, now: Date = new Date()): boolean {
  return day > now.toISOString().slice(0, 10);
}
