import { InputError } from '@backstage/errors';
import type { components } from '@octokit/openapi-types';
import {
  CommitRequest,
  Comparison,
  EffectiveChange,
  explainRefusal,
  parentsOf,
  RepositoryHost,
  TreeEntry,
  TreeFolder,
} from '../RepositoryHost';
import { Proposal } from '../types';
import { GitHubApi } from './GitHubApi';

type Schemas = components['schemas'];
type Pull = Pick<
  Schemas['pull-request'],
  'number' | 'html_url' | 'title' | 'body' | 'merged_at'
> & {
  /** Only a list does not say which texts are possible. */
  state: Schemas['pull-request-simple']['state'];
  head: Pick<Schemas['pull-request']['head'], 'ref' | 'sha'>;
  base: Pick<Schemas['pull-request']['base'], 'ref'>;
  mergeable?: Schemas['pull-request']['mergeable'];
};

const REPOSITORY = '/repos/{owner}/{repo}';

/** A repository on GitHub, through its git data and pull request APIs. */
export class GitHubRepositoryHost implements RepositoryHost {
  readonly #api: GitHubApi;
  readonly #host: string;
  readonly #path: { owner: string; repo: string };

  private constructor(options: {
    api: GitHubApi;
    host: string;
    owner: string;
    repo: string;
  }) {
    this.#api = options.api;
    this.#host = options.host;
    this.#path = { owner: options.owner, repo: options.repo };
  }

  static create(options: {
    api: GitHubApi;
    host: string;
    owner: string;
    repo: string;
  }): GitHubRepositoryHost {
    return new GitHubRepositoryHost(options);
  }

  async defaultBranch(): Promise<string> {
    const path = this.#path;
    const repository = await this.#api.call('get', REPOSITORY, { path });
    return repository.default_branch;
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
    const ref = await this.#api.ask('get', `${REPOSITORY}/git/ref/{ref}`, {
      path: { ...this.#path, ref: `heads/${branch}` },
      // 409: the repository is empty.
      unless: [404, 409],
    });
    return ref?.object.sha;
  }

  async listFolder(folder: TreeFolder): Promise<TreeEntry[]> {
    const { tree, truncated } = await this.#api.call(
      'get',
      `${REPOSITORY}/git/trees/{tree_sha}`,
      { path: { ...this.#path, tree_sha: folder.id ?? folder.commit } },
    );
    if (truncated) {
      throw new InputError(
        `'${folder.path}' has too many files for ${this.#host} to list`,
      );
    }
    return tree.map(({ path = '', mode = '', sha = '' }) => ({
      name: path,
      mode,
      id: sha,
    }));
  }

  async compare(base: string, head: string): Promise<Comparison> {
    const comparison = await this.#api.call(
      'get',
      `${REPOSITORY}/compare/{basehead}`,
      {
        path: { ...this.#path, basehead: `${base}...${head}` },
        query: { per_page: 250 },
      },
    );
    return {
      commits: comparison.commits
        .map(({ sha, commit }) => ({ sha, message: commit.message }))
        .reverse(),
      complete: comparison.commits.length >= comparison.total_commits,
      mergeBase: comparison.merge_base_commit.sha,
    };
  }

  async commit(request: CommitRequest): Promise<string> {
    const { branch, branchTip, baseTip, comparison } = request;
    const treeOf = async (sha: string) =>
      (
        await this.#api.call('get', `${REPOSITORY}/git/commits/{commit_sha}`, {
          path: { ...this.#path, commit_sha: sha },
        })
      ).tree.sha;
    const tree = await this.#writeTree(await treeOf(baseTip), request.changes);
    const parents = parentsOf(request);
    if (
      branchTip &&
      comparison?.mergeBase === baseTip &&
      (await treeOf(branchTip)) === tree
    ) {
      return branchTip;
    }
    const { sha } = await this.#api.call('post', `${REPOSITORY}/git/commits`, {
      path: this.#path,
      body: { message: request.message, tree, parents, author: request.author },
    });
    const move = branchTip
      ? this.#api.call('patch', `${REPOSITORY}/git/refs/{ref}`, {
          path: { ...this.#path, ref: `heads/${branch}` },
          body: { sha, force: false },
        })
      : this.#api.call('post', `${REPOSITORY}/git/refs`, {
          path: this.#path,
          body: { ref: `refs/heads/${branch}`, sha },
        });
    await explainRefusal(
      move,
      async () => (await this.#tip(branch)) !== branchTip,
    );
    return sha;
  }

  async #writeTree(base: string, changes: EffectiveChange[]): Promise<string> {
    const entries = [];
    for (const { path, content, executable } of changes) {
      const mode = executable ? ('100755' as const) : ('100644' as const);
      const entry = { path, mode, type: 'blob' as const };
      const text = content && textOf(content);
      if (content === undefined) {
        entries.push({ ...entry, sha: null });
      } else if (text !== undefined) {
        entries.push({ ...entry, content: text });
      } else {
        // One after the other, as GitHub asks for.
        const blob = await this.#api.call('post', `${REPOSITORY}/git/blobs`, {
          path: this.#path,
          body: { content: content.toString('base64'), encoding: 'base64' },
        });
        entries.push({ ...entry, sha: blob.sha });
      }
    }
    const { sha } = await this.#api.call('post', `${REPOSITORY}/git/trees`, {
      path: this.#path,
      body: { base_tree: base, tree: entries },
    });
    return sha;
  }

  async list(branch: string): Promise<Proposal[]> {
    const { owner } = this.#path;
    const pulls = await this.#api.call('get', `${REPOSITORY}/pulls`, {
      path: this.#path,
      query: {
        state: 'all',
        head: `${owner}:${branch}`,
        sort: 'created',
        direction: 'desc',
        per_page: 30,
      },
    });
    return pulls.map(pull => this.#toProposal(pull));
  }

  async get(number: number): Promise<Proposal> {
    const pull = await this.#api.call(
      'get',
      `${REPOSITORY}/pulls/{pull_number}`,
      { path: { ...this.#path, pull_number: number } },
    );
    return this.#toProposal(pull);
  }

  async create(proposal: {
    branch: string;
    base: string;
    title: string;
    description: string;
  }): Promise<Proposal> {
    const { branch, base, title, description } = proposal;
    const pull = await explainRefusal(
      this.#api.call('post', `${REPOSITORY}/pulls`, {
        path: this.#path,
        body: { title, body: description, head: branch, base },
      }),
      async () =>
        (await this.list(branch)).some(({ state }) => state === 'open'),
    );
    return this.#toProposal(pull);
  }

  async update(
    number: number,
    change: { title?: string; description?: string; state?: 'closed' },
  ): Promise<Proposal> {
    const { title, description, state } = change;
    const pull = await this.#api.call(
      'patch',
      `${REPOSITORY}/pulls/{pull_number}`,
      {
        path: { ...this.#path, pull_number: number },
        body: { title, body: description, state },
      },
    );
    return this.#toProposal(pull);
  }

  #toProposal(pull: Pull): Proposal {
    return {
      url: pull.html_url,
      host: this.#host,
      number: pull.number,
      state: stateOf(pull),
      title: pull.title,
      description: pull.body ?? '',
      branch: pull.head.ref,
      base: pull.base.ref,
      commit: pull.head.sha,
      mergeable: pull.mergeable ?? undefined,
    };
  }
}

function stateOf({ merged_at: mergedAt, state }: Pull): Proposal['state'] {
  if (mergedAt) {
    return 'merged';
  }
  return state === 'open' ? 'open' : 'closed';
}

/** The text of a file, where nothing of it is lost as text. */
function textOf(content: Buffer): string | undefined {
  const text = content.toString('utf8');
  return Buffer.from(text).equals(content) && !text.includes('\0')
    ? text
    : undefined;
}
