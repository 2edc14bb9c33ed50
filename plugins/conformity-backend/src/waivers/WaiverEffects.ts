import { WaiverStore } from '../database/WaiverStore';
import { EvaluationRequests } from '../EvaluationRequests';

/**
 * Has the components evaluated whose waivers were approved, revoked or have
 * expired. What is pending is in the database, so a process that dies between
 * the decision and the evaluation loses nothing: the next sweep settles it.
 */
export class WaiverEffects {
  readonly #waivers: WaiverStore;
  readonly #requests: Pick<EvaluationRequests, 'forComponents'>;

  static create(options: {
    waivers: WaiverStore;
    requests: Pick<EvaluationRequests, 'forComponents'>;
  }): WaiverEffects {
    return new WaiverEffects(options);
  }

  private constructor(options: {
    waivers: WaiverStore;
    requests: Pick<EvaluationRequests, 'forComponents'>;
  }) {
    this.#waivers = options.waivers;
    this.#requests = options.requests;
  }

  async settle(): Promise<void> {
    const { ids, entityRefs } = await this.#waivers.pendingEffects();
    if (ids.length > 0) {
      await this.#requests.forComponents(entityRefs);
      await this.#waivers.effectsWanted(ids);
    }
  }
}
