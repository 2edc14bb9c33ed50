import type { Milestone, NewMilestone } from '../milestone';
import type { MilestonesApi } from './MilestonesApi';
import { pathOf, queryOf, type SurveysRequests } from './SurveysRequests';

/** {@link MilestonesApi} over HTTP. */
export class MilestonesClient implements MilestonesApi {
  readonly #requests: SurveysRequests;

  constructor(requests: SurveysRequests) {
    this.#requests = requests;
  }

  async list(
    options: { from?: string; to?: string } = {},
  ): Promise<{ items: Milestone[] }> {
    return this.#requests.json('GET', `/milestones${queryOf(options)}`);
  }

  async create(milestone: NewMilestone): Promise<Milestone> {
    return this.#requests.json('POST', '/milestones', milestone);
  }

  async delete(milestoneId: string): Promise<void> {
    await this.#requests.send('DELETE', pathOf('milestones', milestoneId));
  }
}
