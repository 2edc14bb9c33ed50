import type { Account } from '../accounts';
import type { Commit, Signature } from '../git/commits';
import { pageUrl } from '../http/urls';
import type { Repository } from '../storage/Repository';

/*
 * The parts of Gitea's response shapes that its clients here read. Names and
 * meanings are Gitea's (its API description, /api/v1).
 */

export function toApiUser(baseUrl: string, account: Account) {
  return {
    login: account.username,
    username: account.username,
    full_name: account.fullName,
    email: account.email,
    is_admin: account.admin ?? false,
    html_url: baseUrl,
  };
}

export function toApiOrganization(baseUrl: string, owner: string) {
  return {
    name: owner,
    username: owner,
    full_name: owner,
    visibility: 'public',
    html_url: `${baseUrl}/${owner}`,
  };
}

export function toApiRepository(
  baseUrl: string,
  repository: Repository,
  state: { defaultBranch: string; empty: boolean },
) {
  const { owner, name } = repository;
  return {
    owner: { login: owner, username: owner, full_name: owner },
    name,
    full_name: `${owner}/${name}`,
    description: repository.description,
    private: repository.private,
    empty: state.empty,
    default_branch: state.defaultBranch,
    html_url: pageUrl(baseUrl, repository),
    clone_url: `${pageUrl(baseUrl, repository)}.git`,
    created_at: repository.createdAt,
  };
}

function toApiSignature({ name, email, date }: Signature) {
  return { name, email, date };
}

/** As in a list of commits of a push. */
export function toApiCommitSummary(
  baseUrl: string,
  repository: Repository,
  commit: Commit,
) {
  return {
    id: commit.sha,
    message: commit.message,
    url: pageUrl(baseUrl, repository, 'commit', commit.sha),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
    timestamp: commit.committer.date,
  };
}

/** As `GET …/git/commits/{ref}` answers. */
export function toApiCommit(
  baseUrl: string,
  repository: Repository,
  commit: Commit,
) {
  const api = (sha: string) =>
    `${pageUrl(`${baseUrl}/api/v1/repos`, repository)}/git/commits/${sha}`;
  return {
    sha: commit.sha,
    url: api(commit.sha),
    html_url: pageUrl(baseUrl, repository, 'commit', commit.sha),
    created: commit.committer.date,
    commit: {
      message: commit.message,
      author: toApiSignature(commit.author),
      committer: toApiSignature(commit.committer),
      tree: { sha: commit.tree },
    },
    parents: commit.parents.map(sha => ({ sha, url: api(sha) })),
  };
}
