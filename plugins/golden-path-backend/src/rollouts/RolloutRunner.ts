import { LoggerService } from '@backstage/backend-plugin-api';
import { Rollout } from '@waymark-idp/plugin-golden-path-common';
import { ConformityScores } from '../conformity/ConformityScores';
import { RolloutStore } from '../database/RolloutStore';
import { UpgradeService } from '../upgrades/UpgradeService';
import { decide } from './decide';

/** What says that a component cannot be upgraded, now or ever; all else is tried again. */
const FINAL = new Set(['InputError', 'ConflictError', 'NotFoundError']);

/**
 * Takes running rollouts on. Whatever it was doing when it was ended, it goes
 * on with next time: opening an upgrade that is open already changes nothing.
 */
export class RolloutRunner {
  readonly #rollouts: RolloutStore;
  readonly #upgrades: UpgradeService;
  readonly #scores: ConformityScores;
  readonly #logger: LoggerService;

  static create(options: {
    rollouts: RolloutStore;
    upgrades: UpgradeService;
    scores: ConformityScores;
    logger: LoggerService;
  }): RolloutRunner {
    return new RolloutRunner(options);
  }

  private constructor(options: Parameters<typeof RolloutRunner.create>[0]) {
    this.#rollouts = options.rollouts;
    this.#upgrades = options.upgrades;
    this.#scores = options.scores;
    this.#logger = options.logger;
  }

  /** One replica at a time. */
  async run(): Promise<void> {
    for (const rollout of await this.#rollouts.listRunning()) {
      try {
        await this.#takeOn(rollout);
      } catch (error) {
        this.#logger.warn(
          `The rollout of ${rollout.templateRef} ${rollout.version} goes on later: ${error}`,
        );
      }
    }
  }

  async #takeOn({ id }: Rollout): Promise<void> {
    const tried = new Set<string>();
    for (;;) {
      await this.#rollouts.follow(id);
      await this.#readScores(id);
      const rollout = await this.#rollouts.get(id);
      if (rollout?.state !== 'running') {
        return;
      }
      const decision = decide(rollout, await this.#rollouts.listComponents(id));
      switch (decision.do) {
        case 'stop':
          await this.#rollouts.setState(id, 'stopped', {
            from: ['running'],
            reason: decision.reason,
          });
          return;
        case 'finish':
          await this.#rollouts.setState(id, 'done', { from: ['running'] });
          return;
        case 'next-stage':
          await this.#rollouts.setStage(id, rollout.stage + 1);
          break;
        case 'open': {
          const untried = decision.components.filter(ref => !tried.has(ref));
          if (untried.length === 0) {
            return;
          }
          for (const entityRef of untried) {
            tried.add(entityRef);
            const isRunning = await this.#rollouts.whileRunning(id, () =>
              this.#open(rollout, entityRef),
            );
            if (!isRunning) {
              return;
            }
          }
          break;
        }
        default:
          return;
      }
    }
  }

  async #open(rollout: Rollout, entityRef: string): Promise<void> {
    const { id, version, createdBy } = rollout;
    try {
      const scores = await this.#scores.list([entityRef]);
      const upgrade = await this.#upgrades.open(
        entityRef,
        { version },
        { userRef: createdBy },
      );
      await this.#rollouts.opened(id, entityRef, upgrade.id);
      const before = scores.get(entityRef)?.score;
      await this.#rollouts.writeScores(id, [{ entityRef, before }]);
    } catch (error) {
      const { name, message } = error as Error;
      if (FINAL.has(name)) {
        await this.#rollouts.skipped(id, entityRef, message);
      } else {
        await this.#rollouts.waits(id, entityRef, message);
      }
    }
  }

  /** The score after a merge is that of the last evaluation since. */
  async #readScores(id: string): Promise<void> {
    const components = await this.#rollouts.listComponents(id);
    const merged = components.filter(
      ({ state, scoreBefore }) =>
        state === 'merged' && scoreBefore !== undefined,
    );
    const scores = await this.#scores.list(
      merged.map(({ entityRef }) => entityRef),
    );
    const news = merged.flatMap(({ entityRef, endedAt }) => {
      const { evaluatedAt, score } = scores.get(entityRef) ?? {};
      return evaluatedAt && endedAt && new Date(evaluatedAt) > endedAt
        ? [{ entityRef, after: score }]
        : [];
    });
    if (news.length > 0) {
      await this.#rollouts.writeScores(id, news);
    }
  }
}
