import { ConflictError } from '@backstage/errors';
import {
  PublishedRepository,
  RepositoryClaim,
  RepositoryClaimStore,
} from '../database';
import { persistently } from './persistently';
import { RepositoryTarget } from './RepositoryTarget';

/** Knows whether a scaffolder task can still do anything. */
export type IsTaskOver = (taskId: string) => Promise<boolean>;

/**
 * Decides which task may create which repository.
 *
 * @remarks
 *
 * A claim outlives a crash. It is given to another task only where it cannot
 * be in use: its task is over, or its repository has been deleted since.
 */
export class RepositoryClaims {
  readonly #store: RepositoryClaimStore;
  readonly #isTaskOver: IsTaskOver;

  static create(options: {
    store: RepositoryClaimStore;
    isTaskOver: IsTaskOver;
  }): RepositoryClaims {
    return new RepositoryClaims(options.store, options.isTaskOver);
  }

  private constructor(store: RepositoryClaimStore, isTaskOver: IsTaskOver) {
    this.#store = store;
    this.#isTaskOver = isTaskOver;
  }

  /**
   * Makes sure that this task, and no other, may create the repository now.
   *
   * @returns the repository, where this task has published it in an earlier attempt
   * @throws `ConflictError` where the name is taken, or being taken
   */
  async acquire(
    target: RepositoryTarget,
    taskId: string,
  ): Promise<PublishedRepository | undefined> {
    const { repositoryHost } = target;
    const claim = await this.#claim(target, taskId);
    const exists = await repositoryHost.exists(target);
    if (claim.state === 'claimed' && exists) {
      await this.#store.release(target, taskId);
      throw alreadyExists(target);
    }
    if (claim.state === 'published' && exists) {
      return claim.published;
    }
    if (claim.state === 'creating' && exists) {
      // An attempt of this very task broke off half-way. What it left may be
      // without content, so it is made again.
      await repositoryHost.delete(target);
    }
    await this.#owned(target, this.#store.setState(target, taskId, 'creating'));
    return undefined;
  }

  /** The repository turned out to be someone else's: there is nothing of ours to remove. */
  async createdNothing(target: RepositoryTarget, taskId: string) {
    await persistently(() => this.#store.setState(target, taskId, 'claimed'));
  }

  /** The repository is complete. */
  async published(
    target: RepositoryTarget,
    taskId: string,
    published: PublishedRepository,
  ) {
    // By now the repository is there: a database that is gone for a moment must not make us forget it.
    await this.#owned(
      target,
      persistently(() => this.#store.setPublished(target, taskId, published)),
    );
  }

  async #claim(
    target: RepositoryTarget,
    taskId: string,
  ): Promise<RepositoryClaim> {
    const claim = await this.#store.claim(target, taskId);
    if (claim.taskId === taskId) {
      return claim;
    }
    if (claim.state === 'published') {
      if (await target.repositoryHost.exists(target)) {
        throw alreadyExists(target);
      }
    } else if (!(await this.#isTaskOver(claim.taskId))) {
      throw beingCreated(target);
    }
    if (!(await this.#store.takeOver(claim, taskId))) {
      throw beingCreated(target);
    }
    return { ...claim, taskId, state: 'claimed', published: undefined };
  }

  async #owned(target: RepositoryTarget, result: Promise<boolean>) {
    if (!(await result)) {
      throw beingCreated(target);
    }
  }
}

/** The message for a name that a repository has. */
export function alreadyExists(target: RepositoryTarget): ConflictError {
  return new ConflictError(
    `The repository ${target.owner}/${target.name} exists already on ${target.host}. Nothing was created or changed. Start again with another name.`,
  );
}

function beingCreated(target: RepositoryTarget): ConflictError {
  return new ConflictError(
    `The name ${target.owner}/${target.name} on ${target.host} is being used by another creation right now. Nothing was created by this one. Choose another name, or wait until the other has ended.`,
  );
}
