import { pageUrl } from '../http/urls';
import type { PullRequest } from '../pulls/PullRequest';
import type { PullRequestView } from '../pulls/PullRequestService';
import type { Repository } from '../storage/Repository';
import type { toApiRepository } from './shapes';

/**
 * A pull request as Gitea's API and webhooks tell it. `mergeable` and the
 * commit of the base are told where they were looked up.
 */
export function toApiPullRequest(
  baseUrl: string,
  repository: Repository,
  described: ReturnType<typeof toApiRepository>,
  pull: PullRequest | PullRequestView,
) {
  const page = pageUrl(baseUrl, repository, 'pulls', `${pull.number}`);
  const api = pageUrl(`${baseUrl}/api/v1/repos`, repository);
  const branch = (ref: string, sha: string | undefined) => ({
    label: ref,
    ref,
    sha,
    repo: described,
  });
  const user = (login: string) => ({ login, username: login });
  return {
    id: pull.number,
    number: pull.number,
    url: `${api}/pulls/${pull.number}`,
    html_url: page,
    diff_url: `${api}/pulls/${pull.number}.diff`,
    patch_url: `${api}/pulls/${pull.number}.patch`,
    title: pull.title,
    body: pull.body,
    user: user(pull.author),
    state: pull.state,
    merged: pull.merged,
    merged_at: pull.merged ? pull.closedAt : undefined,
    merged_by: pull.mergedBy === undefined ? undefined : user(pull.mergedBy),
    merge_commit_sha: pull.mergeCommit,
    merge_base: pull.mergeBase,
    ...('mergeable' in pull && { mergeable: pull.mergeable }),
    base: branch(pull.base, 'baseSha' in pull ? pull.baseSha : undefined),
    head: branch(pull.head, pull.headSha),
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
  };
}
