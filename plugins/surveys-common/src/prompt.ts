import type { SurveyQuestion } from './definition/surveyQuestions';
import type { PrivacyTerms, WaveTexts } from './types';

/** What has just happened to someone who gets a prompt. @public */
export type PromptTrigger =
  | 'service-created'
  | 'check-fixed'
  | 'upgrade-merged';

/** All triggers. @public */
export const promptTriggers = [
  'service-created',
  'check-fixed',
  'upgrade-merged',
] as const satisfies readonly PromptTrigger[];

/**
 * One question, right after the event it is about. Always confidential: who it
 * is from could be told by its time.
 *
 * @public
 */
export interface Prompt {
  /** A UUID. */
  id: string;
  /** The wave that the answer counts for. */
  waveId: string;
  surveyId: string;
  title: string;
  trigger: PromptTrigger;
  /** Entity ref of the component that it happened to. */
  subject: string;
  /** ISO 8601. When it happened. */
  happenedAt: string;
  /** In the first language: one to choose in, and perhaps one to write. */
  questions: SurveyQuestion[];
  languages: string[];
  translations?: Record<string, WaveTexts>;
  terms: PrivacyTerms;
}

/** A dismissed or snoozed prompt comes back after so many days. @public */
export const PROMPT_SNOOZE_DAYS = 7;

/** And after being put off so many times it does not come back at all. @public */
export const PROMPT_SNOOZES = 2;

/** A prompt is about something of the last so many days, or not shown. @public */
export const PROMPT_VALID_DAYS = 30;
