import { ConflictError } from '@backstage/errors';
import { HostRequests } from '../HostRequests';
import {
  BranchMovedError,
  CommitRequest,
  Comparison,
  explainRefusal,
  RepositoryHost,
  TreeEntry,
  TreeFolder,
} from '../RepositoryHost';
import { TreeWalker } from '../TreeWalker';
import { Proposal } from '../types';
import { GitLabAction, toActions } from './toActions';
import { MergeRequest, toProposal } from './toProposal';

const PER_PAGE = 100;
const MAX_PAGES = 100;

/** A repository on GitLab, through its commits and merge request APIs. */
export class GitLabRepositoryHost implements RepositoryHost {
  readonly #requests: HostRequests;
  readonly #host: string;
  readonly #project: string;

  private constructor(options: {
    requests: HostRequests;
    host: string;
    project: string;
  }) {
    this.#requests = options.requests;
    this.#host = options.host;
    this.#project = `/projects/${encodeURIComponent(options.project)}`;
  }

  static create(options: {
    requests: HostRequests;
    host: string;
    /** Full path, e.g. `group/subgroup/name`. */
    project: string;
  }): GitLabRepositoryHost {
    return new GitLabRepositoryHost(options);
  }

  async defaultBranch(): Promise<string> {
    const { body } = await this.#requests.send('GET', this.#project);
    // An empty project has none.
    return body.default_branch ?? 'main';
  }

  async tips(branches: string[]): Promise<Map<string, string>> {
    const found = await Promise.all(
      branches.map(
        async name => [name, await this.#tip(name)] as [string, string],
      ),
    );
    return new Map(found.filter(([, sha]) => sha !== undefined));
  }

  async #tip(branch: string): Promise<string | undefined> {
    const { status, body } = await this.#requests.send(
      'GET',
      `${this.#project}/repository/branches/${encodeURIComponent(branch)}`,
      { answers: [404] },
    );
    return status === 404 ? undefined : body.commit.id;
  }

  async listFolder(folder: TreeFolder): Promise<TreeEntry[]> {
    const entries: TreeEntry[] = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
      const query = new URLSearchParams({
        ref: folder.commit,
        path: folder.path,
        per_page: `${PER_PAGE}`,
        page: `${page}`,
      });
      const { body } = await this.#requests.send(
        'GET',
        `${this.#project}/repository/tree?${query}`,
      );
      const found: { name: string; mode: string; id: string }[] = body;
      entries.push(...found.map(({ name, mode, id }) => ({ name, mode, id })));
      if (found.length < PER_PAGE) {
        break;
      }
    }
    return entries;
  }

  async compare(base: string, head: string): Promise<Comparison> {
    const bases = new URLSearchParams([
      ['refs[]', base],
      ['refs[]', head],
    ]);
    const [mergeBase, comparison] = await Promise.all([
      this.#requests.send(
        'GET',
        `${this.#project}/repository/merge_base?${bases}`,
        { answers: [404] },
      ),
      this.#compare(base, head, false),
    ]);
    return {
      // GitLab lists the oldest first.
      commits: comparison.commits
        .map(({ id, message }) => ({ sha: id, message }))
        .reverse(),
      complete: !comparison.compare_timeout,
      mergeBase: mergeBase.status === 404 ? undefined : mergeBase.body.id,
    };
  }

  async #compare(from: string, to: string, straight: boolean) {
    const query = new URLSearchParams({ from, to, straight: `${straight}` });
    const { body } = await this.#requests.send(
      'GET',
      `${this.#project}/repository/compare?${query}`,
    );
    return body as {
      commits: { id: string; message: string }[];
      diffs: { old_path: string; new_path: string }[];
      compare_timeout: boolean;
    };
  }

  /**
   * GitLab makes a commit out of steps from what the branch has now. So that
   * the branch ends as wanted, what an earlier commit of it changed and this
   * one does not is put back.
   */
  async commit(request: CommitRequest): Promise<string> {
    const { branch, branchTip, baseTip, changes } = request;
    const base = TreeWalker.create(this, baseTip);
    const now = branchTip ? TreeWalker.create(this, branchTip) : base;
    const earlier = branchTip
      ? await this.#earlierPaths(branchTip, request, base)
      : [];
    const wanted = new Set(changes.map(({ path }) => path));
    const restored = await Promise.all(
      earlier
        .filter(path => !wanted.has(path))
        .map(async path => {
          const entry = await base.look(path);
          const there = entry && entry.blockedBy === undefined;
          return {
            path,
            content: there ? await this.#read(path, baseTip) : undefined,
            executable: entry?.mode === '100755',
          };
        }),
    );
    const actions = await toActions([...changes, ...restored], now);
    if (actions.length === 0) {
      return branchTip!;
    }
    const commit = await this.#post(request, actions);
    if (branchTip && !commit.parent_ids.includes(branchTip)) {
      throw new ConflictError(
        `Somebody pushed to ${branch} at the same moment. Nothing was lost: look at ${commit.id} there before it is merged`,
      );
    }
    return commit.id;
  }

  async #post(request: CommitRequest, actions: GitLabAction[]) {
    const { branch, branchTip, baseTip, author } = request;
    const sent = this.#requests.send(
      'POST',
      `${this.#project}/repository/commits`,
      {
        body: {
          branch,
          ...(!branchTip && { start_sha: baseTip }),
          commit_message: request.message,
          author_name: author.name,
          author_email: author.email,
          actions,
        },
      },
    );
    const { body } = await explainRefusal(
      sent,
      async () => (await this.#tip(branch)) !== branchTip,
    );
    return body as { id: string; parent_ids: string[] };
  }

  /** What the branch changed so far, where it can still be seen against the base. */
  async #earlierPaths(
    branchTip: string,
    request: CommitRequest,
    base: TreeWalker,
  ): Promise<string[]> {
    const { branch, baseBranch, baseTip, comparison, changes } = request;
    const start = comparison?.mergeBase;
    if (!start) {
      throw new ConflictError(
        `${branch} and ${baseBranch} have no common history: delete ${branch}`,
      );
    }
    const { diffs } = await this.#compare(start, branchTip, true);
    const earlier = diffs.flatMap(diff => [diff.old_path, diff.new_path]);
    const all = [...new Set([...earlier, ...changes.map(({ path }) => path)])];
    if (start !== baseTip) {
      const then = TreeWalker.create(this, start);
      const moved = await Promise.all(
        all.map(
          async path =>
            (await then.identity(path)) !== (await base.identity(path)),
        ),
      );
      const changed = all.filter((_, index) => moved[index]);
      if (changed.length > 0) {
        throw new ConflictError(
          `${branch} began at ${start}; ${baseBranch} is at ${baseTip} and changed ${changed
            .slice(0, 20)
            .join(
              ', ',
            )} since. Close the proposal, delete ${branch}, and propose it again`,
        );
      }
    }
    return [...new Set(earlier)];
  }

  async #read(path: string, commit: string): Promise<Buffer> {
    const { body } = await this.#requests.send(
      'GET',
      `${this.#project}/repository/files/${encodeURIComponent(
        path,
      )}?ref=${commit}`,
    );
    return Buffer.from(body.content, 'base64');
  }

  async list(branch: string): Promise<Proposal[]> {
    const query = new URLSearchParams({
      state: 'all',
      source_branch: branch,
      order_by: 'created_at',
      sort: 'desc',
      per_page: '30',
    });
    const { body } = await this.#requests.send(
      'GET',
      `${this.#project}/merge_requests?${query}`,
    );
    return (
      (body as MergeRequest[])
        // A fork may use the same name for another branch.
        .filter(found => found.source_project_id === found.target_project_id)
        .map(found => toProposal(this.#host, found))
    );
  }

  async get(number: number): Promise<Proposal> {
    const { body } = await this.#requests.send(
      'GET',
      `${this.#project}/merge_requests/${number}`,
    );
    return toProposal(this.#host, body);
  }

  async create(proposal: {
    branch: string;
    base: string;
    title: string;
    description: string;
  }): Promise<Proposal> {
    const { branch, base, title, description } = proposal;
    const { status, body } = await this.#requests.send(
      'POST',
      `${this.#project}/merge_requests`,
      {
        body: {
          source_branch: branch,
          target_branch: base,
          title,
          description,
          remove_source_branch: true,
        },
        answers: [409],
      },
    );
    if (status === 409) {
      throw new BranchMovedError(`${branch} is proposed already`);
    }
    return toProposal(this.#host, body);
  }

  async update(
    number: number,
    change: { title?: string; description?: string; state?: 'closed' },
  ): Promise<Proposal> {
    const { title, description, state } = change;
    const { body } = await this.#requests.send(
      'PUT',
      `${this.#project}/merge_requests/${number}`,
      {
        body: {
          title,
          description,
          state_event: state === 'closed' ? 'close' : undefined,
        },
      },
    );
    return toProposal(this.#host, body);
  }
}
