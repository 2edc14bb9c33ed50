import type { Account } from '../accounts';
import { toApiCommitSummary, toApiRepository, toApiUser } from '../api/shapes';
import { compareCommits, listCommits } from '../git/commits';
import type { Git } from '../git/Git';
import { defaultBranch } from '../git/refs';
import { pageUrl } from '../http/urls';
import type { Repository } from '../storage/Repository';

/** One branch that a push made or moved. */
export interface BranchUpdate {
  branch: string;
  /** Forty zeros where the branch is new. */
  before: string;
  after: string;
}

export const NO_COMMIT = '0'.repeat(40);
const MAX_COMMITS = 30;

/** The body of a push event, in the shape of Gitea's. */
export async function pushPayload(
  git: Git,
  baseUrl: string,
  repository: Repository,
  pusher: Account,
  update: BranchUpdate,
) {
  const { gitDir } = repository;
  const not = update.before === NO_COMMIT ? undefined : update.before;
  const commits = await listCommits(git, gitDir, {
    from: update.after,
    not,
    limit: MAX_COMMITS,
  });
  const total = not
    ? (await compareCommits(git, gitDir, not, update.after)).ahead
    : commits.length;
  const shapes = commits.map(commit =>
    toApiCommitSummary(baseUrl, repository, commit),
  );
  return {
    ref: `refs/heads/${update.branch}`,
    before: update.before,
    after: update.after,
    compare_url: not
      ? pageUrl(baseUrl, repository, 'compare', `${not}...${update.after}`)
      : '',
    commits: shapes,
    total_commits: total,
    head_commit: shapes[0],
    repository: toApiRepository(baseUrl, repository, {
      defaultBranch: await defaultBranch(git, gitDir),
      empty: false,
    }),
    pusher: toApiUser(baseUrl, pusher),
    sender: toApiUser(baseUrl, pusher),
  };
}
