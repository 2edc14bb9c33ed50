import type { Audience, LeftOut, PanelDraw, PanelTerms } from './audience';
import type {
  SurveyAnswers,
  SurveyQuestion,
} from './definition/surveyQuestions';
import type { PromptTrigger } from './prompt';

/**
 * `anonymous`: nothing stored ever links a person to an answer; drafts stay in
 * the browser. `confidential`: until it is sent, a draft is kept on the server
 * under the person's name; it is read by nobody else.
 *
 * @public
 */
export type PrivacyMode = 'anonymous' | 'confidential';

/** The privacy terms of a wave, frozen when it is created. @public */
export interface PrivacyTerms {
  mode: PrivacyMode;
  /** Nothing is shown about fewer answers than this. */
  minimumGroupSize: number;
  /** Comments on a question are shown from this many comments on. */
  minimumComments: number;
  /**
   * Counts carry noise, so that even someone who knows every other answer cannot
   * be sure of the last: all that is shown of a question together makes one answer
   * at most this many times likelier than another. Absent in waves from before.
   */
  oddsLimit?: number;
}

/** Title, description and questions in one language. @public */
export interface WaveTexts {
  title: string;
  description: string;
  questions: SurveyQuestion[];
}

/** The definition: versioned questions and the recommended terms. @public */
export interface Survey extends WaveTexts {
  /** The definition's `metadata.name`. */
  id: string;
  /** Language tags; the first is the one that everything else is in. */
  languages: string[];
  /** The other languages, by tag; absent where there are none. */
  translations?: Record<string, WaveTexts>;
  /** Entity ref of the group that answers for it. */
  owner?: string;
  /** The mode a wave gets when its creator says nothing else. */
  mode: PrivacyMode;
  /** Asked right after this event, and not by waves that somebody creates. */
  prompt?: PromptTrigger;
  /** `file`: in a configured folder, and changed there. `portal`: made here. */
  source: 'file' | 'portal';
}

/** A survey with its text, for those who write it. @public */
export interface SurveyDefinition {
  survey: Survey;
  /** The definition as it was written, comments included. */
  yaml: string;
  /** Raised with every change; 0 for a file. */
  revision: number;
  /** Entity ref; absent for a file. */
  changedBy?: string;
  /** ISO 8601; absent for a file. */
  changedAt?: string;
}

/** A draft wave has invited nobody yet; a closed wave never opens again. @public */
export type WaveStatus = 'draft' | 'open' | 'closed';

/**
 * One run of a survey in time. Questions, audience and terms are frozen when it
 * opens, and shown to everyone who is asked.
 *
 * @public
 */
export interface Wave extends WaveTexts {
  /** A UUID. */
  id: string;
  surveyId: string;
  /** Language tags; the first is the one that everything else is in. */
  languages: string[];
  /** The other languages, by tag; absent where there are none. */
  translations?: Record<string, WaveTexts>;
  audience: Audience;
  terms: PrivacyTerms;
  status: WaveStatus;
  /** ISO 8601. When it opened, or is to open; absent: opened by hand. */
  opensAt?: string;
  /** ISO 8601. When it closed, or is to close. */
  closesAt: string;
  /** ISO 8601. When it was to close before it was extended. */
  extendedFrom?: string;
  /** ISO 8601. When it was put away; its results can still be read. */
  archivedAt?: string;
  /** Number of people asked; 0 until it opens. Those who want no surveys count, as silent. */
  invited: number;
  /** Who was not asked, by number; from opening on. */
  leftOut?: LeftOut;
  /** The rotating panel; with its draw from opening on. Absent: a census. */
  panel?: PanelTerms | PanelDraw;
  /** How many reminders there are at most, 0 to 3. */
  reminders: number;
  /** The schedule that began it. */
  scheduleId?: string;
  /** For surveys that are asked by prompts: those who answer join one by one. */
  prompt?: PromptTrigger;
}

/** What people call the state of a wave. @public */
export type WaveState = WaveStatus | 'extended' | 'archived';

/** The state of a wave in a word. @public */
export function stateOf(wave: Wave): WaveState {
  if (wave.archivedAt) return 'archived';
  return wave.status === 'open' && wave.extendedFrom ? 'extended' : wave.status;
}

/** What it takes to create a wave. @public */
export interface NewWave {
  surveyId: string;
  audience: Audience;
  /** ISO 8601. Absent: the wave stays a draft until it is opened by hand. */
  opensAt?: string;
  /** ISO 8601, in the future and after `opensAt`. */
  closesAt: string;
  /** Defaults to the survey's own. */
  mode?: PrivacyMode;
  /** Defaults to the survey's title. */
  title?: string;
  /** Absent: everyone of the audience is asked. */
  panel?: PanelTerms;
  /** 0 to 3, spread over the time it is open. Default 2. */
  reminders?: number;
  /** 5 to 50; nothing is shown about fewer answers. Default 5. */
  minimumGroupSize?: number;
}

/** What I have said about being asked; it holds for all surveys. @public */
export interface AskingPreferences {
  /** I want no surveys. I count as one who did not answer. */
  optedOut: boolean;
  /** ISO 8601. Until then neither reminders nor prompts. */
  snoozedUntil?: string;
}

/** One page of waves, newest first. @public */
export interface WavePage {
  items: Wave[];
  /** Pass it as `cursor` to get the next page; absent on the last one. */
  nextCursor?: string;
}

/** An open wave that I am asked to answer. @public */
export interface Invitation {
  wave: Wave;
  /** Whether I have answered. What I answered is not known any more. */
  participated: boolean;
  /** Whether the server keeps a draft; where not, the browser may. */
  serverDraft: boolean;
}

/** What I have filled in and not sent; confidential waves only. @public */
export interface Draft {
  answers: SurveyAnswers;
}

/** What became of a submission. @public */
export interface SubmissionReceipt {
  /**
   * `recorded`: this submission was stored. `already-answered`: an earlier one
   * was, and counts; this one changed nothing.
   */
  status: 'recorded' | 'already-answered';
}

/** How many were asked and how many answered. @public */
export interface ParticipationCount {
  invited: number;
  answered: number;
  /** `answered / invited`, 0 to 1. */
  rate: number;
}

/** Teams that are counted together, so that at least the minimum size is invited. @public */
export interface Group {
  /** Unique in the wave. */
  id: string;
  /** Entity refs of the teams in it; empty for people without a team. */
  teams: string[];
  /** The titles of the teams, joined. */
  title: string;
}

/** Participation in a wave: who is missing by group, never by person. @public */
export interface Participation extends ParticipationCount {
  waveId: string;
  /** Only for those who may read participation by group. */
  groups?: (Group & ParticipationCount)[];
}
