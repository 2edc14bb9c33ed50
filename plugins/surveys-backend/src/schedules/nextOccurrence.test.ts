import fc from 'fast-check';
import { nextOccurrence } from './nextOccurrence';

const berlin = 'Europe/Berlin';

function next(
  recurrence: Parameters<typeof nextOccurrence>[0],
  after: string,
  zone = berlin,
) {
  return nextOccurrence(recurrence, zone, new Date(after))?.toISOString();
}

describe('nextOccurrence', () => {
  it('keeps local time when the clock changes', () => {
    const weekly = { every: 'P1W', from: '2026-03-23T09:00' };
    expect(next(weekly, '2026-03-01T00:00:00Z')).toBe(
      '2026-03-23T08:00:00.000Z',
    );
    expect(next(weekly, '2026-03-23T08:00:00Z')).toBe(
      '2026-03-30T07:00:00.000Z',
    );
    const cron = { cron: '0 9 * * 1' };
    expect(next(cron, '2026-03-23T08:00:00Z')).toBe('2026-03-30T07:00:00.000Z');
    expect(next(cron, '2026-10-19T07:00:00Z')).toBe('2026-10-26T08:00:00.000Z');
  });

  it('knows times that the clock skips, and times that come twice', () => {
    // 02:30 is not there on 29 March, and twice on 25 October.
    const spring = { every: 'P1D', from: '2026-03-28T02:30' };
    expect(next(spring, '2026-03-28T01:30:00Z')).toBe(
      '2026-03-29T01:30:00.000Z',
    );
    expect(next(spring, '2026-03-29T01:30:00Z')).toBe(
      '2026-03-30T00:30:00.000Z',
    );
    const autumn = { every: 'P1D', from: '2026-10-24T02:30' };
    expect(next(autumn, '2026-10-24T00:30:00Z')).toBe(
      '2026-10-25T00:30:00.000Z',
    );
    expect(next(autumn, '2026-10-25T00:30:00Z')).toBe(
      '2026-10-26T01:30:00.000Z',
    );
  });

  it('comes back to the 31st, and to the 29th of February', () => {
    const monthly = { every: 'P1M', from: '2026-01-31T09:00' };
    expect(next(monthly, '2026-02-01T00:00:00Z', 'UTC')).toBe(
      '2026-02-28T09:00:00.000Z',
    );
    expect(next(monthly, '2026-03-01T00:00:00Z', 'UTC')).toBe(
      '2026-03-31T09:00:00.000Z',
    );
    const yearly = { every: 'P1Y', from: '2024-02-29T09:00' };
    expect(next(yearly, '2027-03-01T00:00:00Z', 'UTC')).toBe(
      '2028-02-29T09:00:00.000Z',
    );
  });

  it('is always the first time after', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('P1D', 'P2W', 'P1M', 'P3M', 'P1Y', 'P1M2D'),
        fc.integer({ min: 0, max: 4000 * 24 }),
        fc.constantFrom('UTC', berlin, 'America/New_York', 'Australia/Sydney'),
        (every, hours, zone) => {
          const recurrence = { every, from: '2024-01-31T02:30' };
          const after = new Date(Date.UTC(2023, 11, 1, hours));
          const first = nextOccurrence(recurrence, zone, after)!;
          expect(first.getTime()).toBeGreaterThan(after.getTime());
          // There is none between.
          const before = new Date(first.getTime() - 1);
          expect(nextOccurrence(recurrence, zone, before)).toEqual(first);
          const middle = new Date((first.getTime() + after.getTime()) / 2);
          expect(nextOccurrence(recurrence, zone, middle)).toEqual(first);
        },
      ),
    );
  });

  it.each([
    [{ every: 'PT1H', from: '2026-01-01T09:00' }, 'UTC', 'whole days'],
    [{ every: 'P0D', from: '2026-01-01T09:00' }, 'UTC', 'whole days'],
    [{ every: 'P1D', from: '2026-01-01' }, 'UTC', 'not a local time'],
    [{ every: 'P1D', from: '2026-13-01T09:00' }, 'UTC', 'not a local time'],
    [{ cron: '* * * * * *' }, 'UTC', 'five fields'],
    [{ cron: '0 9 30 2 *' }, 'UTC', 'cron expression'],
    [{ cron: '0 25 * * *' }, 'UTC', 'cron expression'],
    [{ cron: '0 9 * * *' }, 'Mars/Base', 'not a time zone'],
  ])('says what is wrong with %j in %s', (recurrence, zone, message) => {
    expect(() => next(recurrence, '2026-01-01T00:00:00Z', zone)).toThrow(
      message,
    );
  });
});
