import { Environment } from '@marcbachmann/cel-js';
import { InputError } from '@backstage/errors';

const TIMESTAMP = 'google.protobuf.Timestamp';
const DAY = 24 * 60 * 60 * 1000;

// A day, or a time with its zone: nothing whose meaning depends on where the
// portal runs.
const ISO =
  /^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:?\d{2}))?$/;

class DateNamespace {}

/**
 * Reads `2026-05-01`, which begins at midnight UTC, or a date-time with its zone.
 *
 * @throws InputError when it is neither.
 */
export function parseDate(text: string): Date {
  const date = ISO.test(text) ? new Date(text.replace(' ', 'T')) : undefined;
  // The engine of JavaScript takes the 31st of February for the 3rd of March.
  const days = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  if (
    !date ||
    Number.isNaN(date.getTime()) ||
    days.toISOString().slice(0, 10) !== text.slice(0, 10)
  ) {
    throw new InputError(
      `'${text.slice(
        0,
        40,
      )}' is not a date like 2026-05-01 or 2026-05-01T08:00:00Z`,
    );
  }
  return date;
}

/** Whole days from one time to another; negative when it is the other way round. */
export function daysBetween(from: Date, to: Date): bigint {
  return BigInt(Math.floor((to.getTime() - from.getTime()) / DAY));
}

/** Adds `date.now()`, `date.parse()`, `date.daysSince()` and `date.daysUntil()`. */
export function registerDates(environment: Environment, now: () => Date) {
  environment
    .registerType('DateNamespace', DateNamespace)
    .registerConstant('date', 'DateNamespace', new DateNamespace())
    .registerFunction(`DateNamespace.now(): ${TIMESTAMP}`, () => now())
    .registerFunction(
      `DateNamespace.parse(string): ${TIMESTAMP}`,
      (_: unknown, text: string) => parseDate(text),
    );
  for (const type of ['string', TIMESTAMP]) {
    environment
      .registerFunction(
        `DateNamespace.daysSince(${type}): int`,
        (_: unknown, value: string | Date) => daysBetween(toDate(value), now()),
      )
      .registerFunction(
        `DateNamespace.daysUntil(${type}): int`,
        (_: unknown, value: string | Date) => daysBetween(now(), toDate(value)),
      );
  }
}

function toDate(value: string | Date): Date {
  return typeof value === 'string' ? parseDate(value) : value;
}
