import type { Account } from '../accounts';
import { toApiPullRequest } from '../api/pullRequestShape';
import { toApiRepository, toApiUser } from '../api/shapes';
import type { Git } from '../git/Git';
import { defaultBranch } from '../git/refs';
import type { PullRequest } from '../pulls/PullRequest';
import type { PullRequestAction } from '../pulls/PullRequestService';
import type { Repository } from '../storage/Repository';

/** The body of a pull_request event, in the shape of Gitea's. */
export async function pullRequestPayload(
  git: Git,
  baseUrl: string,
  event: {
    repository: Repository;
    account: Account;
    pull: PullRequest;
    action: PullRequestAction;
  },
) {
  const { repository, account, pull, action } = event;
  const described = toApiRepository(baseUrl, repository, {
    defaultBranch: await defaultBranch(git, repository.gitDir),
    empty: false,
  });
  return {
    action,
    number: pull.number,
    pull_request: toApiPullRequest(baseUrl, repository, described, pull),
    repository: described,
    sender: toApiUser(baseUrl, account),
  };
}
