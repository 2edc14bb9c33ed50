/**
 * How a run ended: `done`; `nothing-to-do`, since this night's run is done, or another process is at it; `refused`, since
 * the calendar says that now is not the time; `stopped` before it was done, and the next run goes on there; `failed`.
 */
export type Outcome = 'done' | 'nothing-to-do' | 'refused' | 'stopped' | 'failed';

/** What the process tells whoever started it. 75 is "come again" (EX_TEMPFAIL). */
export const exitCodes: Record<Outcome, number> = {
  done: 0,
  'nothing-to-do': 0,
  refused: 75,
  stopped: 75,
  failed: 1,
};

/** As the event `job.finished` tells it: asyncapi.yaml describes it. */
export interface Result {
  outcome: Outcome;
  /** Why it ended like that, where it is not done. */
  reason?: string;
  /** The evening on which its night began, as YYYY-MM-DD. */
  night: string;
  /** Of the whole run, over all attempts at it. */
  items: { done: number; failed: number };
  /** 1 where it is not a run that was gone on with; 0 where there was none. */
  attempt: number;
  duration_ms: number;
}
