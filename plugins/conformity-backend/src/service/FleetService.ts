import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  conformityScorecardReadPermission,
  ListScoresRequest,
  ScoreSummary,
  SummaryGroup,
  SummaryRow,
} from '@waymark-idp/plugin-conformity-common';
import { Page, ScoreStore } from '../database/ScoreStore';
import { StandardsSource } from '../standards/StandardsSource';
import { Access } from './Access';

/** The scores of many components. */
export interface FleetService {
  /** Leaves out what is not evaluated and what the caller may not see. */
  byRefs(
    entityRefs: string[],
    options: { credentials: BackstageCredentials },
  ): Promise<ScoreSummary[]>;

  list(
    request: ListScoresRequest & { limit: number },
    options: { credentials: BackstageCredentials },
  ): Promise<Page<ScoreSummary>>;

  /** Counts over everything: it names no component. */
  summary(
    by: SummaryGroup,
    options: { credentials: BackstageCredentials },
  ): Promise<SummaryRow[]>;
}

interface Dependencies {
  access: Access;
  scores: ScoreStore;
  standards: StandardsSource;
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
  ): Promise<Page<ScoreSummary>> {
    const { access, scores } = this.#dependencies;
    await access.require(credentials, conformityScorecardReadPermission);
    const { items, nextCursor } = await scores.list({
      ...request,
      owner: request.owner && fullRef(request.owner),
      system: request.system && fullRef(request.system),
    });
    return { items: await access.visible(credentials, items), nextCursor };
  }

  async summary(
    by: SummaryGroup,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<SummaryRow[]> {
    const { access, scores, standards } = this.#dependencies;
    await access.require(credentials, conformityScorecardReadPermission);
    const rows = await scores.summary(by);
    if (by !== 'check') {
      return rows;
    }
    const titles = new Map(
      standards
        .current()
        .standards.flatMap(standard => standard.checks)
        .map(check => [check.id, check.title]),
    );
    return rows.map(row => ({ ...row, title: titles.get(row.key) }));
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
