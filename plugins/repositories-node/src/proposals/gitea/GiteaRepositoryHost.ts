import { NotFoundError } from '@backstage/errors';
import { HostRequests } from '../HostRequests';
import {
  BranchMovedError,
  CommitRequest,
  Comparison,
  explainRefusal,
  parentsOf,
  RepositoryHost,
  TreeEntry,
  TreeFolder,
} from '../RepositoryHost';
import { Proposal } from '../types';
import { GitClone } from './GitClone';

const MAX_COMMITS = 250;
const PER_PAGE = 50;
const MAX_PAGES = 40;

/** What we read of a pull request; names and meanings are Gitea's. */
interface PullRequest {
  number: number;
  html_url: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  merged: boolean;
  mergeable?: boolean;
  head: { ref: string; sha: string; repo?: { full_name: string } | null };
  base: { ref: string; repo?: { full_name: string } | null };
}

/**
 * A repository on Gitea. Gitea's API cannot make a file executable, so commits
 * are made with git in a temporary clone and pushed; the rest is its API.
 */
export class GiteaRepositoryHost implements RepositoryHost {
  readonly #requests: HostRequests;
  readonly #host: string;
  readonly #path: string;
  readonly #openClone: () => Promise<GitClone>;
  #clone: Promise<GitClone> | undefined;

  private constructor(options: {
    requests: HostRequests;
    host: string;
    owner: string;
    repo: string;
    openClone: () => Promise<GitClone>;
  }) {
    this.#requests = options.requests;
    this.#host = options.host;
    const { owner, repo } = options;
    this.#path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(
      repo,
    )}`;
    this.#openClone = options.openClone;
  }

  static create(options: {
    requests: HostRequests;
    host: string;
    owner: string;
    repo: string;
    openClone: () => Promise<GitClone>;
  }): GiteaRepositoryHost {
    return new GiteaRepositoryHost(options);
  }

  async dispose(): Promise<void> {
    const clone = await this.#clone?.catch(() => undefined);
    await clone?.dispose();
  }

  async defaultBranch(): Promise<string> {
    const { body } = await this.#requests.send('GET', this.#path);
    return body.default_branch;
  }

  async tips(branches: string[]): Promise<Map<string, string>> {
    return (await this.#git()).fetch(branches);
  }

  async listFolder(folder: TreeFolder): Promise<TreeEntry[]> {
    const git = await this.#git();
    const tree = folder.id ?? `${folder.commit}^{tree}`;
    const listed = await git.run(['ls-tree', '-z', tree]).catch(error => {
      throw error.name === 'GitFailure'
        ? new NotFoundError(`There is no commit ${folder.commit}`)
        : error;
    });
    return listed
      .split('\0')
      .filter(Boolean)
      .map(line => {
        const tab = line.indexOf('\t');
        const [mode, , id] = line.slice(0, tab).split(' ');
        return { mode, id, name: line.slice(tab + 1) };
      });
  }

  async compare(base: string, head: string): Promise<Comparison> {
    const git = await this.#git();
    const log = await git.run([
      'log',
      '-z',
      '--format=%H%n%B',
      `--max-count=${MAX_COMMITS + 1}`,
      head,
      `^${base}`,
      '--',
    ]);
    const commits = log
      .split('\0')
      .filter(Boolean)
      .map(text => ({ sha: text.slice(0, 40), message: text.slice(41) }));
    // 1: there is none.
    const bases = await git.run(['merge-base', base, head], { codes: [0, 1] });
    return {
      commits: commits.slice(0, MAX_COMMITS),
      complete: commits.length <= MAX_COMMITS,
      mergeBase: bases.trim().split('\n')[0] || undefined,
    };
  }

  async commit(request: CommitRequest): Promise<string> {
    const { branch, branchTip, baseTip, comparison } = request;
    const git = await this.#git();
    const tree = await this.#writeTree(git, request);
    if (branchTip && comparison?.mergeBase === baseTip) {
      const now = await git.run(['rev-parse', `${branchTip}^{tree}`]);
      if (now.trim() === tree) {
        return branchTip;
      }
    }
    const { name, email } = request.author;
    const made = await git.run(
      [
        'commit-tree',
        tree,
        ...parentsOf(request).flatMap(parent => ['-p', parent]),
        '-F',
        '-',
      ],
      {
        input: Buffer.from(request.message),
        variables: {
          GIT_AUTHOR_NAME: name,
          GIT_AUTHOR_EMAIL: email,
          GIT_COMMITTER_NAME: name,
          GIT_COMMITTER_EMAIL: email,
        },
      },
    );
    const sha = made.trim();
    try {
      // Without force: git refuses what would lose somebody's commit.
      await git.run([
        'push',
        '--quiet',
        'origin',
        `${sha}:refs/heads/${branch}`,
      ]);
    } catch (error) {
      const tip = (await git.fetch([branch])).get(branch);
      if (tip !== branchTip) {
        throw new BranchMovedError((error as Error).message);
      }
      throw error;
    }
    return sha;
  }

  async #writeTree(git: GitClone, request: CommitRequest): Promise<string> {
    await git.run(['read-tree', request.baseTip]);
    const lines: string[] = [];
    for (const { path, content, executable } of request.changes) {
      if (content === undefined) {
        lines.push(`0 ${'0'.repeat(40)}\t${path}\0`);
      } else {
        const id = await git.run(['hash-object', '-w', '--stdin'], {
          input: content,
        });
        lines.push(
          `${executable ? '100755' : '100644'} ${id.trim()}\t${path}\0`,
        );
      }
    }
    await git.run(['update-index', '-z', '--index-info'], {
      // Removals first: a file may make room for a folder.
      input: Buffer.from(lines.sort().join('')),
    });
    // Contents that did not change are not here, and not needed.
    return (await git.run(['write-tree', '--missing-ok'])).trim();
  }

  async list(branch: string): Promise<Proposal[]> {
    const found: PullRequest[] = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
      const { body } = await this.#requests.send(
        'GET',
        `${
          this.#path
        }/pulls?state=all&sort=recentupdate&limit=${PER_PAGE}&page=${page}`,
      );
      const pulls: PullRequest[] = body;
      found.push(...pulls.filter(pull => isOf(pull, branch)));
      // A page may be shorter than asked for, and only the last one is empty.
      if (pulls.length === 0 || found.some(({ state }) => state === 'open')) {
        break;
      }
    }
    return found
      .sort((a, b) => b.number - a.number)
      .map(pull => this.#toProposal(pull));
  }

  async get(number: number): Promise<Proposal> {
    const { body } = await this.#requests.send(
      'GET',
      `${this.#path}/pulls/${number}`,
    );
    return this.#toProposal(body);
  }

  async create(proposal: {
    branch: string;
    base: string;
    title: string;
    description: string;
  }): Promise<Proposal> {
    const { branch, base, title, description } = proposal;
    const { body } = await explainRefusal(
      this.#requests.send('POST', `${this.#path}/pulls`, {
        body: { title, body: description, head: branch, base },
      }),
      async () =>
        (await this.list(branch)).some(({ state }) => state === 'open'),
    );
    return this.#toProposal(body);
  }

  async update(
    number: number,
    change: { title?: string; description?: string; state?: 'closed' },
  ): Promise<Proposal> {
    const { title, description, state } = change;
    const { body } = await this.#requests.send(
      'PATCH',
      `${this.#path}/pulls/${number}`,
      { body: { title, body: description, state } },
    );
    return this.#toProposal(body);
  }

  #git(): Promise<GitClone> {
    this.#clone ??= this.#openClone();
    return this.#clone;
  }

  #toProposal(pull: PullRequest): Proposal {
    const closed = pull.merged ? 'merged' : 'closed';
    return {
      url: pull.html_url,
      host: this.#host,
      number: pull.number,
      state: pull.state === 'open' ? 'open' : closed,
      title: pull.title,
      description: pull.body,
      branch: pull.head.ref,
      base: pull.base.ref,
      commit: pull.head.sha,
      mergeable: pull.mergeable,
    };
  }
}

/** A fork may use the same name for another branch. */
function isOf(pull: PullRequest, branch: string): boolean {
  const { head, base } = pull;
  return head.ref === branch && head.repo?.full_name === base.repo?.full_name;
}
