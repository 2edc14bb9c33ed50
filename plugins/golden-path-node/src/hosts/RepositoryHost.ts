/**
 * A repository on a host, by its validated names.
 *
 * @public
 */
export interface RepositoryName {
  /** Organisation, group (with `/` between groups below groups) or user. */
  owner: string;
  name: string;
}

/**
 * What the golden path needs of a git host beyond publishing: to know whether a
 * name is taken, where to read what is there, and to take back what it created.
 *
 * @public
 */
export interface RepositoryHost {
  readonly type: 'gitea' | 'github' | 'gitlab';
  /** As in `integrations`, e.g. `localhost:3030`. */
  readonly host: string;

  /**
   * Does the host have, as far as its configured account can see, a repository of this name?
   *
   * @throws where the host could not answer: down, slow, or credentials refused
   */
  exists(repository: RepositoryName): Promise<boolean>;

  /**
   * The branch that others start from; undefined where there is no such
   * repository, as far as its configured account can see, or nothing in it.
   *
   * @throws where the host could not answer: down, slow, or credentials refused
   */
  defaultBranch(repository: RepositoryName): Promise<string | undefined>;

  /**
   * Deletes the repository. Succeeds where it is gone already.
   *
   * @throws where the host refused; the message says what the account lacks
   */
  delete(repository: RepositoryName): Promise<void>;

  /** Where the repository is, or would be. */
  urls(
    repository: RepositoryName,
    defaultBranch: string,
  ): { remoteUrl: string; repoContentsUrl: string; repositoryUrl: string };
}
