import { InputError, NotFoundError, ConflictError } from '@backstage/errors';
import {
  CreateRolloutRequest,
  Rollout,
  RolloutCommand,
  RolloutDetail,
  RolloutState,
} from '@waymark-idp/plugin-golden-path-common';
import { randomUUID } from 'node:crypto';
import semver from 'semver';
import { Origin, OriginStore } from '../database/OriginStore';
import { RolloutStore } from '../database/RolloutStore';
import { TemplateVersions } from '../versions/TemplateVersions';
import { assignStages } from './assignStages';

const DEFAULT_STAGES = [5, 20, 100];
const DEFAULT_MERGE_SHARE = 0.8;
const PAGE_SIZE = 500;

/** From which states a command takes a rollout, and to which. */
const COMMANDS: Record<
  RolloutCommand,
  { from: RolloutState[]; to: RolloutState }
> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  stop: { from: ['running', 'paused'], to: 'stopped' },
};

/** Starts and steers rollouts. */
export interface RolloutService {
  /** Newest first. */
  list(): Promise<Rollout[]>;
  /** @throws `NotFoundError` */
  get(id: string): Promise<RolloutDetail>;
  /**
   * @throws `InputError` where there is nothing to roll out, `ConflictError`
   * where another rollout of the template is going on
   */
  create(
    request: CreateRolloutRequest,
    options: { userRef: string },
  ): Promise<Rollout>;
  /** @throws `ConflictError` where the rollout is in no state for it */
  command(
    id: string,
    command: RolloutCommand,
    options: { userRef: string },
  ): Promise<Rollout>;
}

/** {@link RolloutService} on the database. */
export class DefaultRolloutService implements RolloutService {
  readonly #rollouts: RolloutStore;
  readonly #origins: OriginStore;
  readonly #versions: TemplateVersions;

  static create(options: {
    rollouts: RolloutStore;
    origins: OriginStore;
    versions: TemplateVersions;
  }): DefaultRolloutService {
    return new DefaultRolloutService(options);
  }

  private constructor(
    options: Parameters<typeof DefaultRolloutService.create>[0],
  ) {
    this.#rollouts = options.rollouts;
    this.#origins = options.origins;
    this.#versions = options.versions;
  }

  async list(): Promise<Rollout[]> {
    return await this.#rollouts.list();
  }

  async get(id: string): Promise<RolloutDetail> {
    const [rollout, components] = await Promise.all([
      this.#find(id),
      this.#rollouts.listComponents(id),
    ]);
    return {
      ...rollout,
      components: components.map(({ endedAt: _, ...component }) => component),
    };
  }

  async create(
    request: CreateRolloutRequest,
    options: { userRef: string },
  ): Promise<Rollout> {
    const { templateRef, selection = {} } = request;
    const stages = request.stages ?? DEFAULT_STAGES;
    if (
      stages.at(-1) !== 100 ||
      stages.some((percent, i) => i > 0 && percent <= stages[i - 1])
    ) {
      throw new InputError(
        `The stages ${stages.join(
          ', ',
        )} do not rise to 100. Such do: ${DEFAULT_STAGES.join(', ')}.`,
      );
    }
    const newest = (await this.#versions.list()).get(templateRef)?.[0]?.version;
    const { version } = await this.#versions.get(
      templateRef,
      request.version ?? newest ?? '',
    );
    const entityRefs = await this.#select(templateRef, version, selection);
    if (entityRefs.length === 0) {
      throw new InputError(
        `No component that was chosen is on a version of ${templateRef} before ${version}. There is nothing to roll out.`,
      );
    }
    const id = randomUUID();
    await this.#rollouts.create(
      {
        id,
        templateRef,
        version,
        stages,
        mergeShare: request.mergeShare ?? DEFAULT_MERGE_SHARE,
        selection,
        createdBy: options.userRef,
      },
      assignStages(entityRefs, { stages, seed: id }),
    );
    return await this.#find(id);
  }

  async command(
    id: string,
    command: RolloutCommand,
    options: { userRef: string },
  ): Promise<Rollout> {
    const { from, to } = COMMANDS[command];
    const reason =
      command === 'resume'
        ? undefined
        : `${options.userRef} ${
            command === 'pause' ? 'paused' : 'stopped'
          } it.`;
    if (!(await this.#rollouts.setState(id, to, { from, reason }))) {
      const { state } = await this.#find(id);
      throw new ConflictError(
        `The rollout is ${state}: what can be done with ${command} is one that is ${from.join(
          ' or ',
        )}.`,
      );
    }
    return await this.#find(id);
  }

  async #find(id: string): Promise<Rollout> {
    const rollout = await this.#rollouts.get(id);
    if (!rollout) {
      throw new NotFoundError(`There is no rollout ${id}.`);
    }
    return rollout;
  }

  /** Components of the template before the version, as far as they are chosen. */
  async #select(
    templateRef: string,
    version: string,
    selection: NonNullable<CreateRolloutRequest['selection']>,
  ): Promise<string[]> {
    const chosen = selection.components && new Set(selection.components);
    const refs: string[] = [];
    let page: Origin[];
    let after: string | undefined;
    do {
      page = await this.#origins.list(
        { templateRef, owners: selection.owners },
        { limit: PAGE_SIZE, after },
      );
      after = page.at(-1)?.entityRef;
      refs.push(
        ...page
          .filter(
            origin =>
              semver.valid(origin.version) &&
              semver.lt(origin.version!, version) &&
              (!chosen || chosen.has(origin.entityRef)),
          )
          .map(origin => origin.entityRef),
      );
    } while (page.length === PAGE_SIZE);
    return refs;
  }
}
