import type { Audience, AudiencePreview, PanelTerms } from './audience';
import { DefinitionsClient } from './client/DefinitionsClient';
import { MilestonesClient } from './client/MilestonesClient';
import { PromisesClient } from './client/PromisesClient';
import { PromptsClient } from './client/PromptsClient';
import { SchedulesClient } from './client/SchedulesClient';
import {
  pathOf,
  queryOf,
  type RequestOptions,
  SurveysRequests,
} from './client/SurveysRequests';
import type { SurveyAnswers } from './definition/surveyQuestions';
import type {
  CommentReply,
  InterviewVolunteers,
  PersonalData,
} from './results/replies';
import type { Results } from './results/results';
import type { SurveysApi } from './SurveysApi';
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
} from './types';

/** Talks to the surveys backend over HTTP. @public */
export class SurveysClient implements SurveysApi {
  readonly definitions: DefinitionsClient;
  readonly schedules: SchedulesClient;
  readonly prompts: PromptsClient;
  readonly milestones: MilestonesClient;
  readonly promises: PromisesClient;
  readonly #requests: SurveysRequests;

  constructor(options: RequestOptions) {
    this.#requests = new SurveysRequests(options);
    this.definitions = new DefinitionsClient(this.#requests);
    this.schedules = new SchedulesClient(this.#requests);
    this.prompts = new PromptsClient(this.#requests);
    this.milestones = new MilestonesClient(this.#requests);
    this.promises = new PromisesClient(this.#requests);
  }

  async getSurveys(): Promise<{ items: Survey[] }> {
    return this.#json('GET', '/surveys');
  }

  async getWaves(
    options: Parameters<SurveysApi['getWaves']>[0] = {},
  ): Promise<WavePage> {
    return this.#json('GET', `/waves${queryOf(options)}`);
  }

  async getWave(waveId: string): Promise<Wave> {
    return this.#json('GET', wavePath(waveId));
  }

  async createWave(wave: NewWave): Promise<Wave> {
    return this.#json('POST', '/waves', wave);
  }

  async openWave(waveId: string): Promise<Wave> {
    return this.#json('POST', `${wavePath(waveId)}/open`);
  }

  async closeWave(waveId: string): Promise<Wave> {
    return this.#json('POST', `${wavePath(waveId)}/close`);
  }

  async extendWave(waveId: string, closesAt: string): Promise<Wave> {
    return this.#json('POST', `${wavePath(waveId)}/extend`, { closesAt });
  }

  async archiveWave(waveId: string): Promise<Wave> {
    return this.#json('POST', `${wavePath(waveId)}/archive`);
  }

  async deleteWave(waveId: string): Promise<void> {
    await this.#request('DELETE', wavePath(waveId));
  }

  async previewAudience(wave: {
    surveyId: string;
    audience: Audience;
    panel?: PanelTerms;
  }): Promise<AudiencePreview> {
    return this.#json('POST', '/audience-previews', wave);
  }

  async snoozeWave(waveId: string, until?: string): Promise<void> {
    const path = pathOf('invitations', waveId, 'snooze');
    await this.#request('POST', path, { until });
  }

  async getPreferences(): Promise<AskingPreferences> {
    return this.#json('GET', '/preferences');
  }

  async setPreferences(
    preferences: Parameters<SurveysApi['setPreferences']>[0],
  ): Promise<AskingPreferences> {
    return this.#json('PUT', '/preferences', preferences);
  }

  async getInvitations(): Promise<{ items: Invitation[] }> {
    return this.#json('GET', '/invitations');
  }

  async getDraft(waveId: string): Promise<Draft | undefined> {
    const response = await this.#request('GET', `${wavePath(waveId)}/draft`);
    return response.status === 204 ? undefined : await response.json();
  }

  async saveDraft(waveId: string, answers: SurveyAnswers): Promise<void> {
    await this.#request('PUT', `${wavePath(waveId)}/draft`, { answers });
  }

  async submitResponse(
    waveId: string,
    answers: SurveyAnswers,
  ): Promise<SubmissionReceipt> {
    return this.#json('POST', `${wavePath(waveId)}/responses`, { answers });
  }

  async getParticipation(waveId: string): Promise<Participation> {
    return this.#json('GET', `${wavePath(waveId)}/participation`);
  }

  async getResults(waveId: string): Promise<Results> {
    return this.#json('GET', `${wavePath(waveId)}/results`);
  }

  async getResultsCsv(waveId: string): Promise<string> {
    const path = `${wavePath(waveId)}/results.csv`;
    return (await this.#request('GET', path)).text();
  }

  async getReplies(waveId: string): Promise<{ items: CommentReply[] }> {
    return this.#json('GET', `${wavePath(waveId)}/replies`);
  }

  async reply(
    waveId: string,
    reply: { questionId: string; targetId: string; text: string },
  ): Promise<void> {
    await this.#request('PUT', `${wavePath(waveId)}/replies`, reply);
  }

  async getMyData(): Promise<PersonalData> {
    return this.#json('GET', '/my-data');
  }

  async deleteMyData(): Promise<PersonalData> {
    return this.#json('DELETE', '/my-data');
  }

  async deleteMyResponse(waveId: string): Promise<void> {
    await this.#request('DELETE', `${wavePath(waveId)}/response`);
  }

  async setInterviews(willing: boolean): Promise<void> {
    await this.#request('PUT', '/interviews/mine', { willing });
  }

  async getInterviewVolunteers(): Promise<InterviewVolunteers> {
    return this.#json('GET', '/interviews');
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.#requests.json(method, path, body);
  }

  async #request(method: string, path: string, body?: unknown) {
    return this.#requests.send(method, path, body);
  }
}

function wavePath(waveId: string) {
  return pathOf('waves', waveId);
}
