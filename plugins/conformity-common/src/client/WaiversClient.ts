import { ConformityRequestOptions } from '../ConformityApi';
import {
  ListWaiversRequest,
  ListWaiversResponse,
  WaiverReport,
  WaiverRequest,
} from '../waiver';
import {
  ConformityClientOptions,
  ConformityRequests,
} from './ConformityRequests';

/**
 * Waivers, as others call them. Errors are those of {@link ConformityApi}, and
 * 409 (`ConflictError`) where a waiver or its check is in the wrong state.
 *
 * @public
 */
export interface WaiversApi {
  listWaivers(
    request?: ListWaiversRequest,
    options?: ConformityRequestOptions,
  ): Promise<ListWaiversResponse>;

  /** Asks for a waiver; somebody else decides. */
  requestWaiver(
    request: WaiverRequest,
    options?: ConformityRequestOptions,
  ): Promise<WaiverReport>;

  /** From now on, until it expires, the check does not count. */
  approveWaiver(
    id: string,
    decision?: string,
    options?: ConformityRequestOptions,
  ): Promise<WaiverReport>;

  rejectWaiver(
    id: string,
    decision?: string,
    options?: ConformityRequestOptions,
  ): Promise<WaiverReport>;

  /** Takes a request back, or ends an approved waiver before its time. */
  revokeWaiver(
    id: string,
    decision?: string,
    options?: ConformityRequestOptions,
  ): Promise<WaiverReport>;
}

/** Client for the waivers of the conformity backend. @public */
export class WaiversClient implements WaiversApi {
  readonly #requests: ConformityRequests;

  constructor(options: ConformityClientOptions) {
    this.#requests = new ConformityRequests(options);
  }

  async listWaivers(
    request: ListWaiversRequest = {},
    options?: ConformityRequestOptions,
  ): Promise<ListWaiversResponse> {
    return await this.#requests.send('GET', '/waivers', {
      query: { ...request },
      options,
    });
  }

  async requestWaiver(
    request: WaiverRequest,
    options?: ConformityRequestOptions,
  ): Promise<WaiverReport> {
    return await this.#requests.send('POST', '/waivers', {
      body: request,
      options,
    });
  }

  async approveWaiver(
    id: string,
    decision?: string,
    options?: ConformityRequestOptions,
  ): Promise<WaiverReport> {
    return await this.#decide(id, 'approve', decision, options);
  }

  async rejectWaiver(
    id: string,
    decision?: string,
    options?: ConformityRequestOptions,
  ): Promise<WaiverReport> {
    return await this.#decide(id, 'reject', decision, options);
  }

  async revokeWaiver(
    id: string,
    decision?: string,
    options?: ConformityRequestOptions,
  ): Promise<WaiverReport> {
    return await this.#decide(id, 'revoke', decision, options);
  }

  async #decide(
    id: string,
    what: 'approve' | 'reject' | 'revoke',
    decision: string | undefined,
    options: ConformityRequestOptions | undefined,
  ): Promise<WaiverReport> {
    const path = `/waivers/${encodeURIComponent(id)}/${what}`;
    const body = { decision: decision || undefined };
    return await this.#requests.send('POST', path, { body, options });
  }
}
