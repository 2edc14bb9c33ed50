/**
 * What is to become of one file. To rename a file, delete it and create it
 * under its new path: git finds the rename by itself.
 *
 * @public
 */
export type FileChange =
  | {
      /** `/`-separated, relative to the top of the repository. */
      path: string;
      /** The whole content; a string is written as UTF-8. */
      content: Uint8Array | string;
      /** Default: as it is now, and not executable for a new file. */
      executable?: boolean;
    }
  | { path: string; deleted: true };

/** Something to propose to a repository. @public */
export interface ProposalRequest {
  /** Web address of the repository; more of an address behind it is ignored. */
  repositoryUrl: string;
  base?: {
    /** Branch that is to get the changes. Default: the default branch. */
    branch?: string;
    /**
     * Commit that the changes were computed on. Where a touched file changed
     * since, the proposal is refused. Default: whatever the branch has now.
     */
    commit?: string;
  };
  /** Branch to put the changes on. One branch, one proposal. */
  branch: string;
  /** One line of at most 255 characters. */
  title: string;
  /** Markdown: what and why. */
  description: string;
  commitMessage: string;
  /** At most 1,000 files of 20 MiB together. */
  changes: FileChange[];
  /** Author of the commit: the user. */
  author: { name: string; email: string };
  /** The user's own token; without it the integration's credentials are used. */
  token?: string;
}

/** A reviewable change to a repository, as its host tells it. @public */
export interface Proposal {
  /** Web address. */
  url: string;
  /** Host as in `integrations`. */
  host: string;
  /** The host's number of it, unique in the repository. */
  number: number;
  state: 'open' | 'merged' | 'closed';
  title: string;
  description: string;
  /** Branch that has the changes. */
  branch: string;
  /** Branch that is to get them. */
  base: string;
  /** Commit that the branch stands at. */
  commit: string;
  /** Whether the host can merge it by itself; undefined where it does not say (yet). */
  mergeable?: boolean;
}

/** Which proposal; the token as in {@link ProposalRequest}. @public */
export interface ProposalOptions {
  token?: string;
}

/**
 * Proposals on whichever host a repository is on.
 *
 * All methods throw errors of `@backstage/errors` whose messages say what to do:
 * `InputError` for a request that no host would take, `ConflictError` where
 * somebody else's work is in the way, `NotFoundError`, `NotAllowedError` for
 * missing rights, and `ServiceUnavailableError` where trying again later helps.
 *
 * @public
 */
export interface Proposals {
  /**
   * Opens a proposal. With an open proposal of the same branch, brings that one
   * up to date instead, by a further commit: nothing is ever forced.
   *
   * @throws `ConflictError` where a touched file changed since `base.commit`,
   * or the branch has commits that were not made here.
   */
  open(request: ProposalRequest): Promise<Proposal>;
  get(url: string, options?: ProposalOptions): Promise<Proposal>;
  /** The open proposal of a branch, otherwise its newest one. */
  find(options: {
    repositoryUrl: string;
    branch: string;
    token?: string;
  }): Promise<Proposal | undefined>;
  /** Closes an open proposal without merging it; does nothing to another. */
  close(url: string, options?: ProposalOptions): Promise<Proposal>;
}
