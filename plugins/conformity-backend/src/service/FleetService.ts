import {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  conformityScorecardReadPermission,
  Heatmap,
  HeatmapRequest,
  ListScoresRequest,
  ListScoresResponse,
  NextSteps,
  ScoreSummary,
  SummaryGroup,
  SummaryRow,
} from '@waymark-idp/plugin-conformity-common';
import { FleetStore } from '../database/FleetStore';
import { ScoreStore } from '../database/ScoreStore';
import { StandardsSource } from '../standards/StandardsSource';
import { Access } from './Access';
import { placesOf } from './placesOf';
import { toNextSteps } from './toNextSteps';

/** The components of a next step that are named. */
const COMPONENTS_PER_STEP = 50;

/** The scores of many components, as far as the caller may see them. */
export interface FleetService {
  /** Leaves out what is not evaluated. */
  byRefs(
    entityRefs: string[],
    options: { credentials: BackstageCredentials },
  ): Promise<ScoreSummary[]>;

  list(
    request: ListScoresRequest & { limit: number },
    options: { credentials: BackstageCredentials },
  ): Promise<ListScoresResponse>;

  summary(
    by: SummaryGroup,
    options: { credentials: BackstageCredentials },
  ): Promise<SummaryRow[]>;

  heatmap(
    request: HeatmapRequest & { limit: number },
    options: { credentials: BackstageCredentials },
  ): Promise<Heatmap>;

  /** What a group should do next about what it, and the groups below it, own. */
  next(
    owner: string,
    options: { credentials: BackstageCredentials },
  ): Promise<NextSteps>;
}

interface Dependencies {
  access: Access;
  scores: ScoreStore;
  fleet: FleetStore;
  standards: StandardsSource;
  userInfo: UserInfoService;
}

export class DefaultFleetService implements FleetService {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): DefaultFleetService {
    return new DefaultFleetService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async byRefs(
    entityRefs: string[],
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<ScoreSummary[]> {
    const { access, scores } = this.#dependencies;
    await access.require(credentials, conformityScorecardReadPermission);
    const found = await scores.byRefs(entityRefs.map(fullRef));
    return await access.visible(credentials, found);
  }

  async list(
    request: ListScoresRequest & { limit: number },
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<ListScoresResponse> {
    const { access, scores } = this.#dependencies;
    await access.require(credentials, conformityScorecardReadPermission);
    const full = {
      ...request,
      owner: request.owner && fullRef(request.owner),
      system: request.system && fullRef(request.system),
      type: request.type?.toLowerCase(),
      lifecycle: request.lifecycle?.toLowerCase(),
      owners: request.mine ? await this.#owned(credentials) : undefined,
    };
    const isFirst = request.cursor === undefined;
    const [{ items, nextCursor }, total] = await Promise.all([
      scores.list(full),
      isFirst && (await access.seesAll(credentials))
        ? scores.count(full)
        : undefined,
    ]);
    return {
      items: await access.visible(credentials, items),
      nextCursor,
      total,
    };
  }

  /** Nothing is owned by who is no user. */
  async #owned(credentials: BackstageCredentials): Promise<string[]> {
    if ((credentials.principal as { type?: string }).type !== 'user') {
      return [];
    }
    const { userInfo } = this.#dependencies;
    return (await userInfo.getUserInfo(credentials)).ownershipEntityRefs;
  }

  async summary(
    by: SummaryGroup,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<SummaryRow[]> {
    const { access, fleet, standards } = this.#dependencies;
    await access.require(credentials, conformityScorecardReadPermission);
    const inForce = standards.current().standards;
    const rows = await fleet.summary(
      by,
      placesOf(inForce),
      await access.scope(credentials),
    );
    if (by !== 'check' && by !== 'standard') {
      return rows;
    }
    const titles = new Map(
      by === 'check'
        ? inForce
            .flatMap(standard => standard.checks)
            .map(check => [check.id, check.title])
        : inForce.map(standard => [standard.name, standard.title]),
    );
    return rows.map(row => ({ ...row, title: titles.get(row.key) }));
  }

  async heatmap(
    request: HeatmapRequest & { limit: number },
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<Heatmap> {
    const { access, fleet } = this.#dependencies;
    await access.require(credentials, conformityScorecardReadPermission);
    return await fleet.heatmap(request, await access.scope(credentials));
  }

  async next(
    owner: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<NextSteps> {
    const { access, fleet, standards } = this.#dependencies;
    await access.require(credentials, conformityScorecardReadPermission);
    const failing = await fleet.failingBelow(
      owner,
      { components: COMPONENTS_PER_STEP },
      await access.scope(credentials),
    );
    return {
      owner,
      items: toNextSteps(failing, standards.current().standards),
    };
  }
}

function fullRef(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch (error) {
    throw new InputError(
      `"${ref}" is not an entity ref: write kind:namespace/name.`,
    );
  }
}
