import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { loadResilienceMatrix } from '../src/outbound/resilience-matrix.ts';
import { loadCalendar } from '../src/run/calendar.ts';

test('knows the quiet hours of its place, over midnight, and which night it is', () => {
  const calendar = loadCalendar(`
timezone: Europe/Stockholm
quietHours: { from: '22:00', to: '06:00' }
closedNights:
  - { night: 12-31, reason: the books are closed }
  - { night: 2026-07-01, reason: the move }
`);
  // Stockholm is two hours ahead in summer, one in winter.
  const moments: [now: string, objection: string | undefined, night: string][] = [
    ['2026-06-10T19:59:00Z', 'outside of quiet hours', '2026-06-10'],
    ['2026-06-10T20:00:00Z', undefined, '2026-06-10'],
    ['2026-06-10T23:30:00Z', undefined, '2026-06-10'],
    ['2026-06-11T03:59:00Z', undefined, '2026-06-10'],
    ['2026-06-11T04:00:00Z', 'outside of quiet hours', '2026-06-11'],
    ['2026-01-10T20:59:00Z', 'outside of quiet hours', '2026-01-10'],
    ['2026-01-11T04:59:00Z', undefined, '2026-01-10'],
    ['2027-01-01T02:00:00Z', 'closed tonight: the books are closed', '2026-12-31'],
    ['2026-07-01T22:00:00Z', 'closed tonight: the move', '2026-07-01'],
    ['2027-07-01T22:00:00Z', undefined, '2027-07-01'],
  ];
  for (const [now, objection, night] of moments) {
    assert.equal(calendar.objection(new Date(now)), objection, now);
    assert.equal(calendar.night(new Date(now)), night, now);
  }
  const day = loadCalendar(
    `{ timezone: Etc/UTC, quietHours: { from: '12:00', to: '13:00' }, closedNights: [] }`,
  );
  assert.equal(day.objection(new Date('2026-06-10T12:30:00Z')), undefined);
  assert.match(String(day.objection(new Date('2026-06-10T02:00:00Z'))), /outside/);
  assert.throws(() =>
    loadCalendar(`{ timezone: Etc/UTC, quietHours: { from: '25:00', to: '13:00' }, closedNights: [] }`),
  );
});

test('the manifest starts it in quiet hours, alone, and gives it the time that it may take', () => {
  const { spec } = parse(readFileSync(new URL('../k8s/cronjob.yaml', import.meta.url), 'utf8'));
  const { timezone } = parse(readFileSync(new URL('../calendar.yaml', import.meta.url), 'utf8'));
  const { deadlineMs } = loadResilienceMatrix();
  assert.equal(spec.timeZone, timezone);
  assert.equal(spec.concurrencyPolicy, 'Forbid');
  assert.ok(spec.jobTemplate.spec.activeDeadlineSeconds * 1_000 > deadlineMs);

  const [minute, hour] = spec.schedule.split(' ').map(Number);
  const calendar = loadCalendar();
  // Any day that is not closed: what the clock there shows is found by trying.
  const start = Array.from({ length: 24 * 60 }, (_, index) => new Date(Date.UTC(2026, 5, 10, 0, index))).find(
    (moment) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit' }).format(
        moment,
      ) === `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  ) as Date;
  assert.equal(calendar.objection(start), undefined, 'it would refuse to start');
  const end = new Date(start.getTime() + deadlineMs);
  assert.equal(calendar.objection(end), undefined, 'the quiet hours would end before it');
});
