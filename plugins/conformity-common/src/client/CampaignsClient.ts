import {
  CampaignInput,
  CampaignReport,
  ListCampaignComponentsRequest,
  ListCampaignComponentsResponse,
  ListCampaignsRequest,
  ListCampaignsResponse,
  Promotion,
  PromotionRequest,
} from '../campaign';
import { ConformityRequestOptions } from '../ConformityApi';
import {
  ConformityClientOptions,
  ConformityRequests,
} from './ConformityRequests';

/**
 * Campaigns, as others call them. Errors are those of {@link ConformityApi}, and
 * 409 (`ConflictError`) where a campaign is in the wrong state.
 *
 * @public
 */
export interface CampaignsApi {
  listCampaigns(
    request?: ListCampaignsRequest,
    options?: ConformityRequestOptions,
  ): Promise<ListCampaignsResponse>;

  getCampaign(
    id: string,
    options?: ConformityRequestOptions,
  ): Promise<CampaignReport>;

  /** Drafts a campaign. */
  createCampaign(
    campaign: CampaignInput,
    options?: ConformityRequestOptions,
  ): Promise<CampaignReport>;

  /** Replaces what people decide; once it runs, all but checks and selection. */
  updateCampaign(
    id: string,
    campaign: CampaignInput,
    options?: ConformityRequestOptions,
  ): Promise<CampaignReport>;

  startCampaign(
    id: string,
    options?: ConformityRequestOptions,
  ): Promise<CampaignReport>;

  endCampaign(
    id: string,
    options?: ConformityRequestOptions,
  ): Promise<CampaignReport>;

  listCampaignComponents(
    id: string,
    request?: ListCampaignComponentsRequest,
    options?: ConformityRequestOptions,
  ): Promise<ListCampaignComponentsResponse>;

  /** What to change in the standards so that everybody is asked. Changes nothing. */
  promoteCampaign(
    id: string,
    request?: PromotionRequest,
    options?: ConformityRequestOptions,
  ): Promise<Promotion>;
}

/** Client for the campaigns of the conformity backend. @public */
export class CampaignsClient implements CampaignsApi {
  readonly #requests: ConformityRequests;

  constructor(options: ConformityClientOptions) {
    this.#requests = new ConformityRequests(options);
  }

  async listCampaigns(
    request: ListCampaignsRequest = {},
    options?: ConformityRequestOptions,
  ): Promise<ListCampaignsResponse> {
    return await this.#requests.send('GET', '/campaigns', {
      query: { ...request },
      options,
    });
  }

  async getCampaign(
    id: string,
    options?: ConformityRequestOptions,
  ): Promise<CampaignReport> {
    return await this.#requests.send('GET', pathOf(id), { options });
  }

  async createCampaign(
    campaign: CampaignInput,
    options?: ConformityRequestOptions,
  ): Promise<CampaignReport> {
    return await this.#requests.send('POST', '/campaigns', {
      body: campaign,
      options,
    });
  }

  async updateCampaign(
    id: string,
    campaign: CampaignInput,
    options?: ConformityRequestOptions,
  ): Promise<CampaignReport> {
    return await this.#requests.send('PUT', pathOf(id), {
      body: campaign,
      options,
    });
  }

  async startCampaign(
    id: string,
    options?: ConformityRequestOptions,
  ): Promise<CampaignReport> {
    return await this.#requests.send('POST', `${pathOf(id)}/start`, {
      options,
    });
  }

  async endCampaign(
    id: string,
    options?: ConformityRequestOptions,
  ): Promise<CampaignReport> {
    return await this.#requests.send('POST', `${pathOf(id)}/end`, { options });
  }

  async listCampaignComponents(
    id: string,
    request: ListCampaignComponentsRequest = {},
    options?: ConformityRequestOptions,
  ): Promise<ListCampaignComponentsResponse> {
    return await this.#requests.send('GET', `${pathOf(id)}/components`, {
      query: { ...request },
      options,
    });
  }

  async promoteCampaign(
    id: string,
    request: PromotionRequest = {},
    options?: ConformityRequestOptions,
  ): Promise<Promotion> {
    return await this.#requests.send('GET', `${pathOf(id)}/promotion`, {
      query: { ...request },
      options,
    });
  }
}

function pathOf(id: string): string {
  return `/campaigns/${encodeURIComponent(id)}`;
}
