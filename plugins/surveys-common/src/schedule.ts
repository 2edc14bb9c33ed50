import type { Audience, PanelTerms } from './audience';
import type { PrivacyMode } from './types';

/** When waves begin: by an interval, or by a cron expression. @public */
export type Recurrence =
  | {
      /** ISO 8601, in whole days, weeks, months or years: `P1W`, `P3M`. */
      every: string;
      /** Local time of the first, such as `2026-09-01T09:00`. */
      from: string;
    }
  | {
      /** Five fields: minute, hour, day of month, month, day of week. */
      cron: string;
    };

/** What it takes to have waves begin by themselves. @public */
export interface NewSchedule {
  surveyId: string;
  audience: Audience;
  recurrence: Recurrence;
  /** IANA name; `recurrence` is local time there. Default `UTC`. */
  timeZone?: string;
  /** How long each wave is open, in days, 1 to 90. Default 14. */
  openForDays?: number;
  /** Defaults to the survey's own. */
  mode?: PrivacyMode;
  panel?: PanelTerms;
  /** As in a wave. */
  reminders?: number;
}

/** Waves of a survey that begin by themselves. @public */
export type WaveSchedule = NewSchedule &
  Required<Pick<NewSchedule, 'timeZone' | 'openForDays' | 'reminders'>> & {
    /** A UUID. */
    id: string;
    /** No wave begins while it is paused. */
    paused: boolean;
    /** ISO 8601. When the next wave begins; absent while paused, or where there is none. */
    nextAt?: string;
    /** Entity ref. */
    createdBy: string;
    /** The last thing that went wrong; absent after a wave that began. */
    lastProblem?: string;
  };
