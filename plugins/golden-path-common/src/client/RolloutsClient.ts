import { CreateRolloutRequest, Rollout, RolloutDetail } from '../rollout';
import {
  GoldenPathClientOptions,
  GoldenPathRequestOptions,
  GoldenPathRequests,
} from './GoldenPathRequests';

/** What can be done with a rollout that has not ended. @public */
export type RolloutCommand = 'pause' | 'resume' | 'stop';

/**
 * Rollouts of template versions.
 *
 * @remarks
 *
 * Every method rejects with a `ResponseError` (`@backstage/errors`) where the
 * backend refuses.
 *
 * @public
 */
export interface RolloutsApi {
  /** Newest first: `GET /rollouts`. */
  listRollouts(options?: GoldenPathRequestOptions): Promise<Rollout[]>;

  /** With its components: `GET /rollouts/{id}`. */
  getRollout(
    id: string,
    options?: GoldenPathRequestOptions,
  ): Promise<RolloutDetail>;

  /** Starts one: `POST /rollouts`. */
  createRollout(
    request: CreateRolloutRequest,
    options?: GoldenPathRequestOptions,
  ): Promise<Rollout>;

  /** `POST /rollouts/{id}/pause`, `/resume` or `/stop`. */
  commandRollout(
    id: string,
    command: RolloutCommand,
    options?: GoldenPathRequestOptions,
  ): Promise<Rollout>;
}

/** {@link RolloutsApi} over HTTP. @public */
export class RolloutsClient implements RolloutsApi {
  readonly #requests: GoldenPathRequests;

  constructor(options: GoldenPathClientOptions) {
    this.#requests = new GoldenPathRequests(options);
  }

  async listRollouts(options?: GoldenPathRequestOptions): Promise<Rollout[]> {
    const { items } = await this.#requests.send<{ items: Rollout[] }>(
      'GET',
      '/rollouts',
      { options },
    );
    return items;
  }

  async getRollout(
    id: string,
    options?: GoldenPathRequestOptions,
  ): Promise<RolloutDetail> {
    const path = `/rollouts/${encodeURIComponent(id)}`;
    return await this.#requests.send('GET', path, { options });
  }

  async createRollout(
    request: CreateRolloutRequest,
    options?: GoldenPathRequestOptions,
  ): Promise<Rollout> {
    return await this.#requests.send('POST', '/rollouts', {
      body: request,
      options,
    });
  }

  async commandRollout(
    id: string,
    command: RolloutCommand,
    options?: GoldenPathRequestOptions,
  ): Promise<Rollout> {
    const path = `/rollouts/${encodeURIComponent(id)}/${command}`;
    return await this.#requests.send('POST', path, { options });
  }
}
