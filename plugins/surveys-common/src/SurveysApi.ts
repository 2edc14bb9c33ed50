import type { Audience, AudiencePreview, PanelTerms } from './audience';
import type { DefinitionsApi } from './client/DefinitionsApi';
import type { MilestonesApi } from './client/MilestonesApi';
import type { PromisesApi } from './client/PromisesApi';
import type { PromptsApi } from './client/PromptsApi';
import type { SchedulesApi } from './client/SchedulesApi';
import type { SurveyAnswers } from './definition/surveyQuestions';
import type {
  CommentReply,
  InterviewVolunteers,
  PersonalData,
} from './results/replies';
import type { Results } from './results/results';
import type {
  AskingPreferences,
  Draft,
  Invitation,
  NewWave,
  Participation,
  SubmissionReceipt,
  Survey,
  Wave,
  WavePage,
  WaveStatus,
} from './types';

/**
 * The surveys backend, for the signed-in user. Every method rejects with a
 * `ResponseError` of `@backstage/errors` when the backend refuses; its
 * `body.error.message` is written for the person who reads it.
 *
 * @public
 */
export interface SurveysApi {
  /** Writing surveys in the portal. */
  readonly definitions: DefinitionsApi;
  /** Waves that begin by themselves. */
  readonly schedules: SchedulesApi;
  /** The question in the corner. */
  readonly prompts: PromptsApi;
  /** What happened that trends are read against. */
  readonly milestones: MilestonesApi;
  /** You said, we did. */
  readonly promises: PromisesApi;

  /** The survey definitions, by title. */
  getSurveys(): Promise<{ items: Survey[] }>;

  /** Waves, newest first, those that are put away left out. `limit` is 1 to 100 and defaults to 20. */
  getWaves(options?: {
    status?: WaveStatus;
    surveyId?: string;
    /** Only those that are put away. */
    archived?: boolean;
    limit?: number;
    cursor?: string;
  }): Promise<WavePage>;

  /** One wave. 404 when there is none. */
  getWave(waveId: string): Promise<Wave>;

  /** Creates a draft wave; it opens at `opensAt`, or by hand. */
  createWave(wave: NewWave): Promise<Wave>;

  /** Opens a draft wave now: invites its audience. 409 when it was open before. */
  openWave(waveId: string): Promise<Wave>;

  /** Closes an open wave now and computes its results. 409 when it is not open. */
  closeWave(waveId: string): Promise<Wave>;

  /** Lets an open wave go on until `closesAt`, later than now planned. 409 when it is not open. */
  extendWave(waveId: string, closesAt: string): Promise<Wave>;

  /** Puts a closed wave away. Its results can still be read. 409 when it is not closed. */
  archiveWave(waveId: string): Promise<Wave>;

  /** Removes a draft wave. 409 once it was opened. */
  deleteWave(waveId: string): Promise<void>;

  /** Who such a wave would ask if it opened now: how many, by group, never names. */
  previewAudience(wave: {
    surveyId: string;
    audience: Audience;
    panel?: PanelTerms;
  }): Promise<AudiencePreview>;

  /** No reminder of this wave before `until`, 14 days away at most; a day by default. */
  snoozeWave(waveId: string, until?: string): Promise<void>;

  /** What I have said about being asked. */
  getPreferences(): Promise<AskingPreferences>;

  /** Changes it; `optedOut: true` also takes me out of waves I have not answered. */
  setPreferences(preferences: {
    optedOut?: boolean;
    /** ISO 8601, a year away at most; null ends a snooze. */
    snoozedUntil?: string | null;
  }): Promise<AskingPreferences>;

  /** The open waves that I am asked to answer, those closing first first. */
  getInvitations(): Promise<{ items: Invitation[] }>;

  /** My draft; undefined when there is none. 409 for an anonymous wave. */
  getDraft(waveId: string): Promise<Draft | undefined>;

  /** Replaces my draft. 409 for an anonymous or closed wave, or once answered. */
  saveDraft(waveId: string, answers: SurveyAnswers): Promise<void>;

  /**
   * Sends my answers. Sending again is safe: it never stores a second response.
   * 400 names the question that is wrong, 403 when not invited, 409 when the
   * wave is not open.
   */
  submitResponse(
    waveId: string,
    answers: SurveyAnswers,
  ): Promise<SubmissionReceipt>;

  /** How many were asked and answered; by group for those who may see it. */
  getParticipation(waveId: string): Promise<Participation>;

  /** The stored results of a closed wave. 409 while it is not closed. */
  getResults(waveId: string): Promise<Results>;

  /** The same results as CSV, safe to open in a spreadsheet. */
  getResultsCsv(waveId: string): Promise<string>;

  /** Public replies to comments and themes of a wave. */
  getReplies(waveId: string): Promise<{ items: CommentReply[] }>;

  /** Replies in public to a comment or theme; an empty text takes the reply back. */
  reply(
    waveId: string,
    reply: { questionId: string; targetId: string; text: string },
  ): Promise<void>;

  /** Everything that is stored under my name. */
  getMyData(): Promise<PersonalData>;

  /**
   * Deletes it, and gives back what has to stay: that I have answered anonymous
   * waves that are open, that I want no surveys, and what I did in public.
   */
  deleteMyData(): Promise<PersonalData>;

  /** Deletes what I answered in a confidential wave; its results, if there, stay. */
  deleteMyResponse(waveId: string): Promise<void>;

  /** Says whether I may be asked for an interview. Never stored with an answer. */
  setInterviews(willing: boolean): Promise<void>;

  /** Those who may be asked for an interview. */
  getInterviewVolunteers(): Promise<InterviewVolunteers>;
}
