import fc from 'fast-check';
import { type Ask, mayAsk } from './mayAsk';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-01-01T00:00:00Z');
const day = (number: number) => new Date(START + number * DAY);
const limits = {
  surveyRestDays: { wave: 21, prompt: 80 },
  restDays: 7,
  asksPerYear: 12,
};

describe('mayAsk', () => {
  const ask = (asks: Ask[], now: number, kind: 'wave' | 'prompt' = 'wave') =>
    mayAsk({ surveyId: 'a', kind, asks, now: day(now), limits });
  const asked = (surveyId: string, number: number): Ask => ({
    surveyId,
    at: day(number),
  });

  it('keeps a clock for each survey, and one for all', () => {
    expect(ask([], 0)).toEqual({ verdict: 'ask' });
    expect(ask([asked('a', 0)], 20)).toEqual({
      verdict: 'rest',
      until: day(21),
    });
    expect(ask([asked('a', 0)], 21)).toEqual({ verdict: 'ask' });
    expect(ask([asked('a', 0)], 21, 'prompt')).toEqual({
      verdict: 'rest',
      until: day(80),
    });
    // Another survey only makes it wait for its turn.
    expect(ask([asked('b', 0)], 3)).toEqual({
      verdict: 'later',
      until: day(7),
    });
    expect(ask([asked('b', 0)], 7)).toEqual({ verdict: 'ask' });
  });

  it('asks so often a year, and keeps some of it for those who ask rarely', () => {
    const busy = Array.from({ length: 9 }, (_, index) =>
      asked(index % 2 ? 'a' : 'b', index * 22),
    );
    expect(ask(busy, 9 * 22)).toEqual({ verdict: 'rest', until: day(365) });
    const rare = { surveyId: 'c', kind: 'wave' as const, limits };
    expect(mayAsk({ ...rare, asks: busy, now: day(9 * 22) })).toEqual({
      verdict: 'ask',
    });
    const full = [...busy, ...[1, 2, 3].map(n => asked(`r${n}`, 190 + n * 7))];
    expect(mayAsk({ ...rare, asks: full, now: day(240) })).toEqual({
      verdict: 'rest',
      until: day(365),
    });
    expect(ask(busy, 366).verdict).toBe('ask');
  });

  it('never lets surveys that ask whenever they may keep out a rare one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 700 }),
        (frequent, due) => {
          const asks: Ask[] = [];
          const surveys = Array.from({ length: frequent }, (_, n) => `f${n}`);
          const may = (surveyId: string, now: number) =>
            mayAsk({ surveyId, kind: 'wave', asks, now: day(now), limits });
          for (let now = 0; now < due; now++) {
            for (const surveyId of surveys) {
              if (may(surveyId, now).verdict === 'ask') {
                asks.push(asked(surveyId, now));
              }
            }
          }
          const answer = may('rare', due);
          expect(answer.verdict).not.toBe('rest');
          const until = answer.verdict === 'later' ? answer.until : day(due);
          expect(until.getTime() - day(due).getTime()).toBeLessThanOrEqual(
            limits.restDays * DAY,
          );
          // And nobody is asked more often than the year's limit.
          for (const { at } of asks) {
            const year = asks.filter(
              other =>
                other.at <= at && other.at.getTime() > at.getTime() - 365 * DAY,
            );
            expect(year.length).toBeLessThanOrEqual(limits.asksPerYear);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
