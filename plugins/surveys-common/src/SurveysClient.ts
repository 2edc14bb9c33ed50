import { ResponseError } from '@backstage/errors';
import type { Answers } from './questions';
import type { SurveysApi } from './SurveysApi';
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

/** Talks to the surveys backend over HTTP. @public */
export class SurveysClient implements SurveysApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getSurveys(): Promise<{ items: Survey[] }> {
    return this.#json('GET', '/surveys');
  }

  async getWaves(
    options: { status?: WaveStatus; limit?: number; cursor?: string } = {},
  ): Promise<WavePage> {
    const query = new URLSearchParams();
    if (options.status) query.set('status', options.status);
    if (options.limit) query.set('limit', String(options.limit));
    if (options.cursor) query.set('cursor', options.cursor);
    const suffix = query.toString();
    return this.#json('GET', `/waves${suffix ? `?${suffix}` : ''}`);
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

  async getInvitations(): Promise<{ items: Invitation[] }> {
    return this.#json('GET', '/invitations');
  }

  async getDraft(waveId: string): Promise<Draft | undefined> {
    const response = await this.#request('GET', `${wavePath(waveId)}/draft`);
    return response.status === 204 ? undefined : await response.json();
  }

  async saveDraft(waveId: string, answers: Answers): Promise<void> {
    await this.#request('PUT', `${wavePath(waveId)}/draft`, { answers });
  }

  async submitResponse(
    waveId: string,
    answers: Answers,
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

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await this.#request(method, path, body)).json();
  }

  async #request(method: string, path: string, body?: unknown) {
    const baseUrl = await this.#discoveryApi.getBaseUrl('surveys');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

function wavePath(waveId: string) {
  return `/waves/${encodeURIComponent(waveId)}`;
}
