import {
  ComponentDriftDetail,
  ListDriftRequest,
  ListDriftResponse,
} from '../drift';
import { Upgrade, UpgradePlan, UpgradeRequest } from '../upgrade';
import {
  entityPath,
  GoldenPathClientOptions,
  GoldenPathRequestOptions,
  GoldenPathRequests,
} from './GoldenPathRequests';

/**
 * How components differ from their templates, and what to do about it.
 *
 * @remarks
 *
 * Every method rejects with a `ResponseError` (`@backstage/errors`) where the
 * backend refuses; its `body.error.message` is written for the user.
 *
 * @public
 */
export interface UpgradesApi {
  /** Components that came from a template, by page: `GET /drift`. */
  listDrift(
    request?: ListDriftRequest,
    options?: GoldenPathRequestOptions,
  ): Promise<ListDriftResponse>;

  /** File by file: `GET /entities/{kind}/{namespace}/{name}/drift`. `undefined` where it comes from no template. */
  getDrift(
    entityRef: string,
    options?: GoldenPathRequestOptions,
  ): Promise<ComponentDriftDetail | undefined>;

  /** What was proposed, newest first: `GET /entities/…/upgrades`. */
  listUpgrades(
    entityRef: string,
    options?: GoldenPathRequestOptions,
  ): Promise<Upgrade[]>;

  /** What an upgrade would change: `POST /entities/…/upgrades/plan`. */
  planUpgrade(
    entityRef: string,
    request?: UpgradeRequest,
    options?: GoldenPathRequestOptions,
  ): Promise<UpgradePlan>;

  /** Opens the proposal: `POST /entities/…/upgrades`. */
  openUpgrade(
    entityRef: string,
    request?: UpgradeRequest,
    options?: GoldenPathRequestOptions,
  ): Promise<Upgrade>;
}

/** {@link UpgradesApi} over HTTP. @public */
export class UpgradesClient implements UpgradesApi {
  readonly #requests: GoldenPathRequests;

  constructor(options: GoldenPathClientOptions) {
    this.#requests = new GoldenPathRequests(options);
  }

  async listDrift(
    request: ListDriftRequest = {},
    options?: GoldenPathRequestOptions,
  ): Promise<ListDriftResponse> {
    const query = { ...request };
    return await this.#requests.send('GET', '/drift', { query, options });
  }

  async getDrift(
    entityRef: string,
    options?: GoldenPathRequestOptions,
  ): Promise<ComponentDriftDetail | undefined> {
    const path = `${entityPath(entityRef)}/drift`;
    try {
      return await this.#requests.send('GET', path, { options });
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === 404) {
        return undefined;
      }
      throw error;
    }
  }

  async listUpgrades(
    entityRef: string,
    options?: GoldenPathRequestOptions,
  ): Promise<Upgrade[]> {
    const path = `${entityPath(entityRef)}/upgrades`;
    const { items } = await this.#requests.send<{ items: Upgrade[] }>(
      'GET',
      path,
      { options },
    );
    return items;
  }

  async planUpgrade(
    entityRef: string,
    request: UpgradeRequest = {},
    options?: GoldenPathRequestOptions,
  ): Promise<UpgradePlan> {
    const path = `${entityPath(entityRef)}/upgrades/plan`;
    return await this.#requests.send('POST', path, { body: request, options });
  }

  async openUpgrade(
    entityRef: string,
    request: UpgradeRequest = {},
    options?: GoldenPathRequestOptions,
  ): Promise<Upgrade> {
    const path = `${entityPath(entityRef)}/upgrades`;
    return await this.#requests.send('POST', path, { body: request, options });
  }
}
