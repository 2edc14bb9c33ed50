import type { Answers } from './questions';
import type {
  Draft,
  Invitation,
  NewWave,
  Participation,
  Results,
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
  /** The survey definitions, by title. */
  getSurveys(): Promise<{ items: Survey[] }>;

  /** Waves, newest first. `limit` is 1 to 100 and defaults to 20. */
  getWaves(options?: {
    status?: WaveStatus;
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

  /** The open waves that I am asked to answer, those closing first first. */
  getInvitations(): Promise<{ items: Invitation[] }>;

  /** My draft; undefined when there is none. 409 for an anonymous wave. */
  getDraft(waveId: string): Promise<Draft | undefined>;

  /** Replaces my draft. 409 for an anonymous or closed wave, or once answered. */
  saveDraft(waveId: string, answers: Answers): Promise<void>;

  /**
   * Sends my answers. Sending again is safe: it never stores a second response.
   * 400 names the question that is wrong, 403 when not invited, 409 when the
   * wave is not open.
   */
  submitResponse(waveId: string, answers: Answers): Promise<SubmissionReceipt>;

  /** How many were asked and answered; by group for those who may see it. */
  getParticipation(waveId: string): Promise<Participation>;

  /** The stored results of a closed wave. 409 while it is not closed. */
  getResults(waveId: string): Promise<Results>;

  /** The same results as CSV, safe to open in a spreadsheet. */
  getResultsCsv(waveId: string): Promise<string>;
}
