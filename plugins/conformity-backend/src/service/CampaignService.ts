import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  Campaign,
  CampaignInput,
  CampaignReport,
  conformityCampaignCreatePermission,
  conformityCampaignReadPermission,
  conformityCampaignUpdatePermission,
  ListCampaignComponentsRequest,
  ListCampaignComponentsResponse,
  ListCampaignsRequest,
  ListCampaignsResponse,
  Promotion,
  PromotionRequest,
} from '@waymark-idp/plugin-conformity-common';
import { CampaignNotifier } from '../campaigns/CampaignNotifier';
import { CampaignSelection } from '../campaigns/CampaignSelection';
import { checksInForce } from '../campaigns/checksInForce';
import { promoteChecks } from '../campaigns/promoteChecks';
import { sameJson } from '../campaigns/sameJson';
import { CampaignRow, CampaignStore } from '../database/CampaignStore';
import { StandardsSource } from '../standards/StandardsSource';
import { Access } from './Access';
import { fullRef } from './fullRef';

interface Asked<C = BackstageCredentials> {
  credentials: C;
}
type ByUser = Asked<BackstageCredentials<BackstageUserPrincipal>>;

/**
 * Campaigns: what they ask of whom, and how far it is.
 *
 * Every method throws NotAllowedError; those with an id NotFoundError; those
 * that change something ConflictError when the campaign is in the wrong state.
 */
export interface CampaignService {
  list(
    request: ListCampaignsRequest & { limit: number },
    options: Asked,
  ): Promise<ListCampaignsResponse>;
  get(id: string, options: Asked): Promise<CampaignReport>;

  /** @throws InputError, and NotFoundError for a check or group that does not exist. */
  create(input: CampaignInput, options: ByUser): Promise<CampaignReport>;
  update(
    id: string,
    input: CampaignInput,
    options: ByUser,
  ): Promise<CampaignReport>;

  start(id: string, options: ByUser): Promise<CampaignReport>;
  end(id: string, options: ByUser): Promise<CampaignReport>;

  components(
    id: string,
    request: ListCampaignComponentsRequest & { limit: number },
    options: Asked,
  ): Promise<ListCampaignComponentsResponse>;

  promote(
    id: string,
    request: PromotionRequest,
    options: Asked,
  ): Promise<Promotion>;
}

interface Dependencies {
  access: Access;
  campaigns: CampaignStore;
  selection: CampaignSelection;
  notifier: CampaignNotifier;
  standards: StandardsSource;
}

export class DefaultCampaignService implements CampaignService {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): DefaultCampaignService {
    return new DefaultCampaignService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async list(
    request: ListCampaignsRequest & { limit: number },
    { credentials }: Asked,
  ): Promise<ListCampaignsResponse> {
    const { access, campaigns, standards } = this.#dependencies;
    await access.require(credentials, conformityCampaignReadPermission);
    const { items, nextCursor } = await campaigns.list(
      request,
      checksInForce(standards),
    );
    return { items: items.map(toCampaign), nextCursor };
  }

  async get(id: string, { credentials }: Asked): Promise<CampaignReport> {
    const { access } = this.#dependencies;
    await access.require(credentials, conformityCampaignReadPermission);
    return await this.#report(id);
  }

  async create(
    input: CampaignInput,
    { credentials }: ByUser,
  ): Promise<CampaignReport> {
    const { access, campaigns } = this.#dependencies;
    await access.require(credentials, conformityCampaignCreatePermission);
    const campaign = await this.#valid(input, credentials);
    const entityRefs = await this.#dependencies.selection.resolve(
      campaign.selection,
    );
    const id = await campaigns.create(
      campaign,
      credentials.principal.userEntityRef,
    );
    await campaigns.setComponents(id, entityRefs);
    return await this.#report(id);
  }

  async update(
    id: string,
    input: CampaignInput,
    { credentials }: ByUser,
  ): Promise<CampaignReport> {
    const { access, campaigns, selection } = this.#dependencies;
    await access.require(credentials, conformityCampaignUpdatePermission);
    const before = await this.#row(id);
    if (before.state === 'ended') {
      throw new ConflictError(
        `The campaign "${before.title}" has ended and can no longer be changed.`,
      );
    }
    const campaign = await this.#valid(input, credentials);
    const asksTheSame =
      sameJson([...campaign.checks].sort(), [...before.checks].sort()) &&
      sameJson(campaign.selection, before.selection);
    if (before.state === 'running' && !asksTheSame) {
      throw new ConflictError(
        `The campaign "${before.title}" is running: its checks and components stay as they are, or its progress would mean nothing. End it and start another one.`,
      );
    }
    const updated = await campaigns.update(id, campaign, before.state);
    if (!updated) {
      throw new ConflictError(
        `The campaign "${before.title}" is no longer ${before.state}. Load it again.`,
      );
    }
    if (!asksTheSame) {
      await campaigns.setComponents(
        id,
        await selection.resolve(campaign.selection),
      );
    }
    return await this.#report(id);
  }

  async start(id: string, { credentials }: ByUser): Promise<CampaignReport> {
    const { access, campaigns, selection, notifier, standards } =
      this.#dependencies;
    await access.require(credentials, conformityCampaignUpdatePermission);
    const campaign = await this.#row(id);
    const inForce = checksInForce(standards);
    if (campaign.state === 'draft') {
      requireFuture(campaign.deadline, ConflictError);
      if (!campaign.checks.some(check => inForce.includes(check))) {
        throw new ConflictError(
          `None of the checks of "${campaign.title}" is in force. Choose others before it starts.`,
        );
      }
      await campaigns.setComponents(
        id,
        await selection.resolve(campaign.selection),
      );
    }
    if (!(await campaigns.start(id))) {
      throw new ConflictError(
        `The campaign "${campaign.title}" is ${campaign.state}: only a draft can be started.`,
      );
    }
    await campaigns.recordDay(inForce);
    await notifier.tell(campaign, await campaigns.openWork([id], inForce));
    return await this.#report(id);
  }

  async end(id: string, { credentials }: ByUser): Promise<CampaignReport> {
    const { access, campaigns, standards } = this.#dependencies;
    await access.require(credentials, conformityCampaignUpdatePermission);
    const campaign = await this.#row(id);
    const ended = await campaigns.end(
      id,
      credentials.principal.userEntityRef,
      checksInForce(standards),
    );
    if (!ended) {
      throw new ConflictError(
        `The campaign "${campaign.title}" is ${campaign.state}: only one that runs can be ended.`,
      );
    }
    return await this.#report(id);
  }

  async components(
    id: string,
    request: ListCampaignComponentsRequest & { limit: number },
    { credentials }: Asked,
  ): Promise<ListCampaignComponentsResponse> {
    const { access, campaigns, standards } = this.#dependencies;
    await access.require(credentials, conformityCampaignReadPermission);
    await this.#row(id);
    const { items, nextCursor } = await campaigns.components(
      id,
      { ...request, owner: request.owner && fullRef(request.owner) },
      checksInForce(standards),
    );
    return { items: await access.visible(credentials, items), nextCursor };
  }

  async promote(
    id: string,
    request: PromotionRequest,
    { credentials }: Asked,
  ): Promise<Promotion> {
    const { access, standards } = this.#dependencies;
    await access.require(credentials, conformityCampaignReadPermission);
    const campaign = await this.#row(id);
    if (campaign.state === 'draft') {
      throw new ConflictError(
        `The campaign "${campaign.title}" has not started: there is nothing yet to make a standard of.`,
      );
    }
    return promoteChecks(standards.current().files, campaign.checks, request);
  }

  async #valid(
    input: CampaignInput,
    credentials: BackstageCredentials,
  ): Promise<CampaignInput> {
    const { access, selection, standards } = this.#dependencies;
    const title = input.title.trim();
    if (!title) {
      throw new InputError('Give the campaign a title.');
    }
    requireFuture(new Date(input.deadline), InputError);
    const inForce = new Set(checksInForce(standards));
    const unknown = input.checks.filter(check => !inForce.has(check));
    if (unknown.length > 0) {
      throw new NotFoundError(`Not in force: ${unknown.join(', ')}.`);
    }
    const owner = fullRef(input.owner);
    if (parseEntityRef(owner).kind !== 'group') {
      throw new InputError(
        `${owner} is not a group: a campaign is run by a group.`,
      );
    }
    await access.entity(credentials, owner);
    return {
      ...input,
      title,
      owner,
      checks: [...new Set(input.checks)],
      selection: selection.parse(input.selection),
    };
  }

  async #row(id: string): Promise<CampaignRow> {
    const { campaigns, standards } = this.#dependencies;
    const row = await campaigns.get(id, checksInForce(standards));
    if (!row) {
      throw new NotFoundError(`There is no campaign ${id}.`);
    }
    return row;
  }

  async #report(id: string): Promise<CampaignReport> {
    const { campaigns, standards } = this.#dependencies;
    const inForce = checksInForce(standards);
    const [row, days, teams] = await Promise.all([
      this.#row(id),
      campaigns.days(id),
      campaigns.teams(id, inForce),
    ]);
    return {
      ...toCampaign(row),
      days,
      teams,
      unknownChecks: row.checks.filter(check => !inForce.includes(check)),
    };
  }
}

function toCampaign(row: CampaignRow): Campaign {
  const { id, title, description, checks, selection, owner, state } = row;
  return {
    id,
    title,
    description,
    checks,
    selection,
    deadline: row.deadline.toISOString(),
    owner,
    state,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString(),
    endedAt: row.ended_at?.toISOString(),
    endedBy: row.ended_by ?? undefined,
    progress: row.progress,
  };
}

function requireFuture(
  deadline: Date,
  SomeError: typeof InputError | typeof ConflictError,
): void {
  if (!(deadline.getTime() > Date.now())) {
    throw new SomeError('The deadline has passed: choose a day in the future.');
  }
}
