import type { Account } from '../accounts';
import { compareCommits } from '../git/commits';
import type { Git } from '../git/Git';
import { moveRef } from '../git/merge';
import { Branch, listBranches, resolveCommit } from '../git/refs';
import { HttpError, notFound } from '../http/HttpError';
import type { Repository } from '../storage/Repository';
import type { RepositoryLocks } from '../storage/RepositoryLocks';
import type { Webhook } from '../webhook/Webhook';
import { assertCanOpen } from './assertCanOpen';
import { MergeProbe } from './MergeProbe';
import { mergePullRequest } from './mergePullRequest';
import { MergeStyle, PullRequest, pullRef } from './PullRequest';
import { PullRequestStore } from './PullRequestStore';
import { settlePullRequest } from './settlePullRequest';
import { assertBody, assertTitle } from './texts';

/** A pull request with what its branches say now. */
export interface PullRequestView extends PullRequest {
  /** Commit that the base branch stands at; undefined where it is gone. */
  baseSha: string | undefined;
  /** Whether it is open and git could merge it by itself. */
  mergeable: boolean;
  /** Paths that git cannot merge by itself. */
  conflicts: string[];
}

/** What happened to a pull request, in Gitea's words. */
export type PullRequestAction = 'opened' | 'edited' | 'synchronized' | 'closed';

/** Opens, shows, changes, merges and closes pull requests. */
export class PullRequestService {
  readonly #git: Git;
  readonly #locks: RepositoryLocks;
  readonly #store: PullRequestStore;
  readonly #probe: MergeProbe;
  readonly #webhook: Webhook | undefined;

  private constructor(options: {
    git: Git;
    locks: RepositoryLocks;
    webhook?: Webhook;
    temporaryPath(): string;
  }) {
    this.#git = options.git;
    this.#locks = options.locks;
    this.#webhook = options.webhook;
    this.#store = PullRequestStore.create();
    this.#probe = MergeProbe.create(options);
  }

  static create(options: {
    git: Git;
    locks: RepositoryLocks;
    webhook?: Webhook;
    /** Where objects go that are made only to try something. */
    temporaryPath(): string;
  }): PullRequestService {
    return new PullRequestService(options);
  }

  async list(
    repository: Repository,
    state: 'open' | 'closed' | 'all',
  ): Promise<PullRequest[]> {
    const all = await this.#store.list(repository.gitDir);
    const settled = await Promise.all(
      all.map(pull => this.#settled(repository, pull)),
    );
    return settled.filter(pull => state === 'all' || pull.state === state);
  }

  /** @throws HttpError 404 */
  async get(repository: Repository, number: number): Promise<PullRequest> {
    const pull = await this.#store.find(repository.gitDir, number);
    if (!pull) {
      throw notFound(
        `Pull request ${repository.owner}/${repository.name}#${number}`,
      );
    }
    return this.#settled(repository, pull);
  }

  /** Adds what depends on where the branches are now. */
  async view(
    repository: Repository,
    pull: PullRequest,
  ): Promise<PullRequestView> {
    const { gitDir } = repository;
    const tip = (branch: string) =>
      resolveCommit(this.#git, gitDir, branch, 'branch').catch(() => undefined);
    const baseSha = await tip(pull.base);
    if (pull.state === 'closed') {
      return { ...pull, baseSha, mergeable: false, conflicts: [] };
    }
    const headSha = (await tip(pull.head)) ?? pull.headSha;
    if (!baseSha) {
      return { ...pull, headSha, baseSha, mergeable: false, conflicts: [] };
    }
    const probe = await this.#probe.run(gitDir, baseSha, headSha);
    const { mergeBase } = await compareCommits(
      this.#git,
      gitDir,
      baseSha,
      headSha,
    );
    return { ...pull, headSha, baseSha, mergeBase, ...probe };
  }

  /** @throws HttpError 404, 409 or 422 */
  async open(
    repository: Repository,
    account: Account,
    input: { title: unknown; body: unknown; head: unknown; base: unknown },
  ): Promise<PullRequest> {
    const { gitDir } = repository;
    const title = assertTitle(input.title);
    const body = assertBody(input.body);
    return this.#locks.withLock(gitDir, async () => {
      const { head, base, headSha } = await assertCanOpen(this.#git, gitDir, {
        head: input.head,
        base: input.base,
        open: (
          await this.#store.list(gitDir)
        ).filter(pull => pull.state === 'open'),
      });
      const number = await this.#store.nextNumber(gitDir);
      // First the reference: a number without one would have lost its commits.
      await moveRef(this.#git, gitDir, pullRef(number), headSha);
      const now = new Date().toISOString();
      const pull: PullRequest = {
        number,
        title,
        body,
        state: 'open',
        merged: false,
        head,
        base,
        headSha,
        author: account.username,
        createdAt: now,
        updatedAt: now,
      };
      await this.#store.write(gitDir, pull);
      this.#announce(repository, account, pull, 'opened');
      return pull;
    });
  }

  /** @throws HttpError 404, 409 or 422 */
  async edit(
    repository: Repository,
    account: Account,
    number: number,
    input: { title?: unknown; body?: unknown; state?: unknown },
  ): Promise<PullRequest> {
    const { gitDir } = repository;
    if (input.state !== undefined && input.state !== 'closed') {
      throw new HttpError(
        422,
        'state can only become closed: open a new pull request instead of reopening one',
      );
    }
    const texts = {
      ...(input.title !== undefined && { title: assertTitle(input.title) }),
      ...(input.body !== undefined && { body: assertBody(input.body) }),
    };
    return this.#locks.withLock(gitDir, async () => {
      const pull = { ...(await this.#current(repository, number)), ...texts };
      const closes = input.state === 'closed';
      if (closes && pull.merged) {
        throw new HttpError(409, `Pull request #${number} is merged already`);
      }
      if (closes && pull.state === 'open') {
        return this.#close(repository, account, pull);
      }
      pull.updatedAt = new Date().toISOString();
      await this.#store.write(gitDir, pull);
      this.#announce(repository, account, pull, 'edited');
      return pull;
    });
  }

  /** @throws HttpError 404, 405 or 409 */
  async merge(
    repository: Repository,
    account: Account,
    number: number,
    options: {
      style: MergeStyle;
      title?: string;
      message?: string;
      /** Refuse where the head is elsewhere by now. */
      headSha?: string;
    },
  ): Promise<PullRequest> {
    const { gitDir } = repository;
    return this.#locks.withLock(gitDir, async () => {
      const pull = await this.#current(repository, number);
      const before = await listBranches(this.#git, gitDir);
      const merged = await mergePullRequest({
        git: this.#git,
        gitDir,
        store: this.#store,
        branches: before,
        account,
        pull,
        ...options,
      });
      const after = await listBranches(this.#git, gitDir);
      await this.#followBranches(repository, account, before, after);
      this.#webhook?.announce({ repository, account, before, after });
      this.#announce(repository, account, merged, 'closed');
      return merged;
    });
  }

  /**
   * Follows a push: open pull requests get the new commits of their branch,
   * and end with it. Call it under the repository's lock.
   */
  async followPush(
    repository: Repository,
    account: Account,
    before: Branch[],
    after: Branch[],
  ): Promise<void> {
    await this.#followBranches(repository, account, before, after);
  }

  async #followBranches(
    repository: Repository,
    account: Account,
    before: Branch[],
    after: Branch[],
  ): Promise<void> {
    const old = new Map(before.map(({ name, sha }) => [name, sha]));
    const tips = new Map(after.map(({ name, sha }) => [name, sha]));
    const same =
      old.size === tips.size &&
      [...tips].every(([name, sha]) => old.get(name) === sha);
    if (same) {
      return;
    }
    const { gitDir } = repository;
    for (const pull of await this.#store.list(gitDir)) {
      const headSha = tips.get(pull.head);
      if (pull.state !== 'open') {
        continue;
      }
      if (headSha === undefined || !tips.has(pull.base)) {
        await this.#close(repository, account, pull);
      } else if (headSha !== pull.headSha) {
        await moveRef(this.#git, gitDir, pullRef(pull.number), headSha);
        const updatedAt = new Date().toISOString();
        const moved = { ...pull, headSha, updatedAt };
        await this.#store.write(gitDir, moved);
        this.#announce(repository, account, moved, 'synchronized');
      }
    }
  }

  async #close(repository: Repository, account: Account, pull: PullRequest) {
    const now = new Date().toISOString();
    const { baseSha, mergeBase, mergeable, conflicts, ...seen } =
      await this.view(repository, pull);
    const closed: PullRequest = {
      ...seen,
      mergeBase,
      state: 'closed',
      updatedAt: now,
      closedAt: now,
    };
    await this.#store.write(repository.gitDir, closed);
    this.#announce(repository, account, closed, 'closed');
    return closed;
  }

  /** As {@link get}, for whoever holds the lock already. */
  async #current(repository: Repository, number: number) {
    const pull = await this.#store.find(repository.gitDir, number);
    if (!pull) {
      return this.get(repository, number);
    }
    return settlePullRequest(this.#git, this.#store, repository.gitDir, pull);
  }

  async #settled(repository: Repository, pull: PullRequest) {
    if (!pull.merging) {
      return pull;
    }
    const { gitDir } = repository;
    return this.#locks.withLock(gitDir, async () => {
      const now = (await this.#store.find(gitDir, pull.number)) ?? pull;
      return settlePullRequest(this.#git, this.#store, gitDir, now);
    });
  }

  #announce(
    repository: Repository,
    account: Account,
    pull: PullRequest,
    action: PullRequestAction,
  ): void {
    this.#webhook?.announcePullRequest({ repository, account, pull, action });
  }
}
