import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
const calendar = z.strictObject({
  timezone: z.string(),
  quietHours: z.strictObject({ from: time, to: time }),
  closedNights: z.array(
    z.strictObject({ night: z.string().regex(/^(\d{4}-)?\d\d-\d\d$/), reason: z.string() }),
  ),
});

export interface Calendar {
  /** Why now is not the time; undefined where it is. */
  objection(now: Date): string | undefined;
  /** The evening on which the night of this moment began, as YYYY-MM-DD. */
  night(now: Date): string;
}

/** Reads calendar.yaml: when nobody waits behind a batch job. */
export function loadCalendar(
  source: string = readFileSync(new URL('../../calendar.yaml', import.meta.url), 'utf8'),
): Calendar {
  const { timezone, quietHours, closedNights } = calendar.parse(parse(source));
  const { from, to } = quietHours;
  const overMidnight = from > to;
  const night = (now: Date) => {
    const early = overMidnight && clock(now, timezone).minutes < to;
    return clock(early ? new Date(now.getTime() - 12 * 60 * 60 * 1_000) : now, timezone).date;
  };
  return {
    night,
    objection: (now) => {
      const { minutes } = clock(now, timezone);
      const quiet = overMidnight ? minutes >= from || minutes < to : minutes >= from && minutes < to;
      if (!quiet) return 'outside of quiet hours';
      const closed = closedNights.find((entry) => night(now).endsWith(entry.night));
      return closed && `closed tonight: ${closed.reason}`;
    },
  };
}

/** What a clock and a calendar on the wall show there. */
function clock(now: Date, timezone: string): { date: string; minutes: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    minutes: Number(part('hour')) * 60 + Number(part('minute')),
  };
}
