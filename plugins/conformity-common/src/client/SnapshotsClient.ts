import { CompoundEntityRef } from '@backstage/catalog-model';
import { BadgeLink } from '../badge';
import { ConformityRequestOptions } from '../ConformityApi';
import { FactsSnapshot, StandardsBundle } from '../snapshot';
import {
  ConformityClientOptions,
  ConformityRequests,
  entityPath,
} from './ConformityRequests';

/**
 * What the portal gives out for use in other places.
 *
 * Every method throws `ResponseError` of `@backstage/errors` where the backend
 * refuses.
 *
 * @public
 */
export interface SnapshotsApi {
  /** All that an evaluation takes besides files and standards. */
  getFacts(
    entityRef: string | CompoundEntityRef,
    options?: ConformityRequestOptions,
  ): Promise<FactsSnapshot>;

  /** The files of the standards in force. */
  getStandardsBundle(
    options?: ConformityRequestOptions,
  ): Promise<StandardsBundle>;

  /** Where the badge of a component is. */
  getBadgeLink(
    entityRef: string | CompoundEntityRef,
    options?: ConformityRequestOptions,
  ): Promise<BadgeLink>;
}

/** {@link SnapshotsApi} over HTTP. @public */
export class SnapshotsClient implements SnapshotsApi {
  readonly #requests: ConformityRequests;

  constructor(options: ConformityClientOptions) {
    this.#requests = new ConformityRequests(options);
  }

  async getFacts(
    entityRef: string | CompoundEntityRef,
    options?: ConformityRequestOptions,
  ): Promise<FactsSnapshot> {
    const path = `${entityPath(entityRef)}/facts`;
    return await this.#requests.send('GET', path, { options });
  }

  async getStandardsBundle(
    options?: ConformityRequestOptions,
  ): Promise<StandardsBundle> {
    return await this.#requests.send('GET', '/standards/bundle', { options });
  }

  async getBadgeLink(
    entityRef: string | CompoundEntityRef,
    options?: ConformityRequestOptions,
  ): Promise<BadgeLink> {
    const path = `${entityPath(entityRef)}/badge-link`;
    return await this.#requests.send('GET', path, { options });
  }
}
