import type {
  InterviewRequest,
  NewPromise,
  PromiseUpdate,
  SurveyPromise,
} from '../promise';
import type { PromisesApi } from './PromisesApi';
import { pathOf, queryOf, type SurveysRequests } from './SurveysRequests';

/** {@link PromisesApi} over HTTP. */
export class PromisesClient implements PromisesApi {
  readonly #requests: SurveysRequests;

  constructor(requests: SurveysRequests) {
    this.#requests = requests;
  }

  async list(
    options: Parameters<PromisesApi['list']>[0] = {},
  ): Promise<{ items: SurveyPromise[] }> {
    return this.#requests.json('GET', `/promises${queryOf(options)}`);
  }

  async get(promiseId: string): Promise<SurveyPromise> {
    return this.#requests.json('GET', pathOf('promises', promiseId));
  }

  async create(promise: NewPromise): Promise<SurveyPromise> {
    return this.#requests.json('POST', '/promises', promise);
  }

  async update(
    promiseId: string,
    update: PromiseUpdate,
  ): Promise<SurveyPromise> {
    const path = pathOf('promises', promiseId);
    return this.#requests.json('PATCH', path, update);
  }

  async delete(promiseId: string): Promise<void> {
    await this.#requests.send('DELETE', pathOf('promises', promiseId));
  }

  async requestInterviews(
    promiseId: string,
    request: InterviewRequest,
  ): Promise<{ sent: true }> {
    const path = pathOf('promises', promiseId, 'interviews');
    return this.#requests.json('POST', path, request);
  }
}
