/** The name of a repository on a host. Compared without regard to case, as hosts do. */
export interface RepositoryKey {
  host: string;
  owner: string;
  name: string;
}

/** Where a published repository is found. */
export interface PublishedRepository {
  remoteUrl: string;
  repoContentsUrl: string;
  repositoryUrl: string;
  commitHash?: string;
}

/**
 * A name that a task may publish under.
 *
 * - `claimed`: the task has touched nothing on the host.
 * - `creating`: the host had no such repository; if it has one now, this task made it.
 * - `published`: done.
 */
export interface RepositoryClaim extends RepositoryKey {
  taskId: string;
  state: 'claimed' | 'creating' | 'published';
  published?: PublishedRepository;
}

/** Keeps who may create which repository. */
export interface RepositoryClaimStore {
  /**
   * Claims the name for the task unless it is claimed already.
   *
   * @returns the claim that stands: this task's, or the other's
   */
  claim(key: RepositoryKey, taskId: string): Promise<RepositoryClaim>;
  /** Moves an abandoned claim to another task. `false` where someone else was faster. */
  takeOver(abandoned: RepositoryClaim, taskId: string): Promise<boolean>;
  /** `false` where the claim is no longer this task's. */
  setState(
    key: RepositoryKey,
    taskId: string,
    state: 'claimed' | 'creating',
  ): Promise<boolean>;
  /** `false` where the claim is no longer this task's. */
  setPublished(
    key: RepositoryKey,
    taskId: string,
    published: PublishedRepository,
  ): Promise<boolean>;
  release(key: RepositoryKey, taskId: string): Promise<void>;
  listByTask(taskId: string): Promise<RepositoryClaim[]>;
}
