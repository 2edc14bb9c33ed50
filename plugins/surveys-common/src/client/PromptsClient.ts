import type { SurveyAnswers } from '../definition/surveyQuestions';
import type { Prompt } from '../prompt';
import type { SubmissionReceipt } from '../types';
import type { PromptsApi } from './PromptsApi';
import { pathOf, queryOf, type SurveysRequests } from './SurveysRequests';

/** {@link PromptsApi} over HTTP. */
export class PromptsClient implements PromptsApi {
  readonly #requests: SurveysRequests;

  constructor(requests: SurveysRequests) {
    this.#requests = requests;
  }

  async next(entityRef?: string): Promise<Prompt | undefined> {
    const path = `/prompts${queryOf({ entityRef })}`;
    const { items } = await this.#requests.json<{ items: Prompt[] }>(
      'GET',
      path,
    );
    return items[0];
  }

  async answer(
    promptId: string,
    answers: SurveyAnswers,
  ): Promise<SubmissionReceipt> {
    const path = pathOf('prompts', promptId, 'answer');
    return this.#requests.json('POST', path, { answers });
  }

  async snooze(promptId: string): Promise<void> {
    await this.#requests.send('POST', pathOf('prompts', promptId, 'snooze'));
  }

  async dismiss(promptId: string): Promise<void> {
    await this.#requests.send('POST', pathOf('prompts', promptId, 'dismiss'));
  }
}
