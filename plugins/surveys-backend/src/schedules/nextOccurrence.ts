import { InputError } from '@backstage/errors';
import type { Recurrence } from '@waymark-idp/plugin-surveys-common';
import { CronExpressionParser } from 'cron-parser';
import { DateTime, Duration } from 'luxon';

/**
 * The first time after `after` that a recurrence falls on; undefined where there
 * is none.
 *
 * Times are local to the zone, whatever its clock does: one that the clock skips
 * in spring is as much later as the clock jumped, one that comes twice in autumn
 * is taken the first time. An interval is counted from its first time, so that a
 * wave of the 31st comes on the last day of shorter months and on the 31st again.
 *
 * @throws InputError for what is no recurrence.
 */
export function nextOccurrence(
  recurrence: Recurrence,
  timeZone: string,
  after: Date,
): Date | undefined {
  if (!DateTime.local({ zone: timeZone }).isValid) {
    throw new InputError(
      `"${timeZone}" is not a time zone, such as Europe/Berlin.`,
    );
  }
  return 'cron' in recurrence
    ? nextOfCron(recurrence.cron, timeZone, after)
    : nextOfInterval(recurrence, timeZone, after);
}

function nextOfCron(cron: string, tz: string, after: Date) {
  const wrong = (why: string) =>
    new InputError(
      `"${cron}" is not a cron expression of five fields, such as "0 9 1 */3 *": ${why}`,
    );
  if (cron.trim().split(/\s+/).length !== 5) throw wrong('count the fields.');
  const parse = () => {
    try {
      return CronExpressionParser.parse(cron, { currentDate: after, tz });
    } catch (error) {
      throw wrong((error as Error).message);
    }
  };
  const expression = parse();
  try {
    return expression.next().toDate();
  } catch {
    // Nothing fits, as far as the library looks ahead.
    return undefined;
  }
}

function nextOfInterval(
  { every, from }: { every: string; from: string },
  zone: string,
  after: Date,
) {
  const step = Duration.fromISO(every);
  const { years = 0, months = 0, weeks = 0, days = 0 } = step.toObject();
  const whole = [years, months, weeks, days];
  if (
    !step.isValid ||
    !/^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/.test(every) ||
    whole.every(part => part === 0)
  ) {
    throw new InputError(
      `"${every}" is not an interval in whole days, weeks, months or years, such as P3M.`,
    );
  }
  const first = DateTime.fromISO(from, { zone });
  if (!first.isValid || !/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(from)) {
    throw new InputError(
      `"${from}" is not a local time, such as 2026-09-01T09:00.`,
    );
  }
  const at = (count: number) =>
    first.plus({
      years: years * count,
      months: months * count,
      weeks: weeks * count,
      days: days * count,
    });
  // No interval is longer than this, so the count begins at or before the right one.
  const longest = years * 366 + months * 31 + weeks * 7 + days;
  const passed = DateTime.fromJSDate(after).diff(first, 'days').days;
  let count = Math.max(0, Math.floor(passed / longest) - 1);
  while (at(count).toJSDate() <= after) count++;
  return at(count).toJSDate();
}
