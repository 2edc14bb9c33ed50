const DAY = 24 * 60 * 60 * 1000;
const YEAR = 365 * DAY;

/** One time that someone was asked. */
export interface Ask {
  surveyId: string;
  at: Date;
}

/** How often people may be asked. */
export interface FatigueLimits {
  /** Between two times the same survey asks, as a wave or as a prompt. */
  surveyRestDays: { wave: number; prompt: number };
  /** Between two times that any survey asks. */
  restDays: number;
  /** Times in 365 days. */
  asksPerYear: number;
}

/**
 * `ask`: now. `later`: another survey has asked just now; this one waits for its
 * turn and keeps it. `rest`: not this time.
 */
export type AskVerdict =
  | { verdict: 'ask' }
  | { verdict: 'later' | 'rest'; until: Date };

/**
 * Whether a survey may ask someone now.
 *
 * Two clocks, kept apart. The survey's own says "rest". That of all surveys
 * together says only "later", for `restDays` at most, so a survey that asks often
 * cannot keep out one that asks rarely. For the same reason the last quarter of
 * the year's asks is kept for surveys that have not asked yet this year.
 */
export function mayAsk(options: {
  surveyId: string;
  kind: 'wave' | 'prompt';
  /** When this person was asked before, by any survey, in any order. */
  asks: readonly Ask[];
  now: Date;
  limits: FatigueLimits;
}): AskVerdict {
  const { surveyId, kind, limits } = options;
  const now = options.now.getTime();
  const times = options.asks.map(({ at }) => at.getTime());
  const own = options.asks
    .filter(ask => ask.surveyId === surveyId)
    .map(({ at }) => at.getTime());

  const ownRest = endOfRest(own, limits.surveyRestDays[kind]);
  if (ownRest > now) return { verdict: 'rest', until: new Date(ownRest) };

  const year = times.filter(at => at > now - YEAR).sort((a, b) => a - b);
  const again = own.some(at => at > now - YEAR);
  const cap = again
    ? Math.max(1, Math.floor((limits.asksPerYear * 3) / 4))
    : limits.asksPerYear;
  if (year.length >= cap) {
    const until = new Date(year[year.length - cap] + YEAR);
    return { verdict: 'rest', until };
  }

  const rest = endOfRest(times, limits.restDays);
  return rest > now
    ? { verdict: 'later', until: new Date(rest) }
    : { verdict: 'ask' };
}

function endOfRest(times: number[], days: number) {
  return times.reduce((last, at) => Math.max(last, at), -Infinity) + days * DAY;
}
