import type { SurveyDefinition } from '../types';
import type { DefinitionsApi } from './DefinitionsApi';
import { pathOf, type SurveysRequests } from './SurveysRequests';

/** {@link DefinitionsApi} over HTTP. */
export class DefinitionsClient implements DefinitionsApi {
  readonly #requests: SurveysRequests;

  constructor(requests: SurveysRequests) {
    this.#requests = requests;
  }

  async get(surveyId: string): Promise<SurveyDefinition> {
    return this.#requests.json('GET', pathOf('surveys', surveyId));
  }

  async getYaml(surveyId: string): Promise<string> {
    const path = pathOf('surveys', `${surveyId}.yaml`);
    return (await this.#requests.send('GET', path)).text();
  }

  async create(yaml: string): Promise<SurveyDefinition> {
    return this.#requests.json('POST', '/surveys', { yaml });
  }

  async update(
    surveyId: string,
    definition: { yaml: string; revision: number },
  ): Promise<SurveyDefinition> {
    return this.#requests.json('PUT', pathOf('surveys', surveyId), definition);
  }

  async delete(surveyId: string): Promise<void> {
    await this.#requests.send('DELETE', pathOf('surveys', surveyId));
  }
}
