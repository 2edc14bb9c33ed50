import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  CheckReport,
  conformityScorecardReadPermission,
  conformityStandardReadPermission,
  LevelTitle,
  StandardsReport,
} from '@waymark-idp/plugin-conformity-common';
import { checkSource } from '@waymark-idp/plugin-conformity-node';
import { FailingComponent, ScoreStore } from '../database/ScoreStore';
import { StandardsSource } from '../standards/StandardsSource';
import { Access } from './Access';
import { toCheck, toStandard } from './toStandard';

const MOST_FAILING = 100;
const SEEN_AT_ONCE = 1000;

/** The standards in force, and how the components do against each check. */
export interface StandardService {
  list(options: {
    credentials: BackstageCredentials;
  }): Promise<StandardsReport>;

  /** @throws NotFoundError when no such check is in force. */
  check(
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<CheckReport>;

  /**
   * All components on which a check is failed or error, as far as the caller
   * may see them.
   *
   * @throws NotFoundError when no such check is in force.
   */
  failing(
    id: string,
    options: { credentials: BackstageCredentials },
  ): AsyncIterable<FailingComponent>;
}

interface Dependencies {
  access: Access;
  scores: ScoreStore;
  standards: StandardsSource;
  levels: LevelTitle[];
}

export class DefaultStandardService implements StandardService {
  readonly #dependencies: Dependencies;

  static create(dependencies: Dependencies): DefaultStandardService {
    return new DefaultStandardService(dependencies);
  }

  private constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async list({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<StandardsReport> {
    const { access, standards } = this.#dependencies;
    await access.require(credentials, conformityStandardReadPermission);
    const current = standards.current();
    return {
      standards: current.standards.map(toStandard),
      problems: current.problems,
      digest: current.digest,
      loadedAt: current.loadedAt.toISOString(),
      levels: this.#dependencies.levels,
    };
  }

  async check(
    id: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<CheckReport> {
    const { access, scores, standards } = this.#dependencies;
    const { standard, check } = await this.#readable(id, credentials);
    const { counts, failing } = await scores.check(id, MOST_FAILING);
    const answered = counts.passed + counts.failed + counts.error;
    return {
      ...toCheck(check),
      standard: {
        name: standard.name,
        title: standard.title,
        owner: standard.owner,
      },
      definition: checkSource(standards.current().files, id),
      counts,
      passRate: answered > 0 ? counts.passed / answered : undefined,
      failing: await access.visible(credentials, failing),
    };
  }
  async *failing(
    id: string,
    { credentials }: { credentials: BackstageCredentials },
  ): AsyncGenerator<FailingComponent> {
    const { access, scores } = this.#dependencies;
    await this.#readable(id, credentials);
    const { failing } = await scores.check(id, Number.MAX_SAFE_INTEGER);
    for (let at = 0; at < failing.length; at += SEEN_AT_ONCE) {
      yield* await access.visible(
        credentials,
        failing.slice(at, at + SEEN_AT_ONCE),
      );
    }
  }

  async #readable(id: string, credentials: BackstageCredentials) {
    const { access, standards } = this.#dependencies;
    await access.require(credentials, conformityStandardReadPermission);
    await access.require(credentials, conformityScorecardReadPermission);
    const standard = standards
      .current()
      .standards.find(({ checks }) => checks.some(check => check.id === id));
    const check = standard?.checks.find(candidate => candidate.id === id);
    if (!standard || !check) {
      throw new NotFoundError(`No check "${id}" is in force.`);
    }
    return { standard, check };
  }
}
