import type { Git } from '../git/Git';
import type { PullRequest } from './PullRequest';
import type { PullRequestStore } from './PullRequestStore';

export function toMerged(
  pull: PullRequest,
  merging: NonNullable<PullRequest['merging']>,
): PullRequest {
  return {
    ...pull,
    state: 'closed',
    merged: true,
    mergedBy: merging.by,
    mergeCommit: merging.commit,
    mergeBase: merging.mergeBase,
    closedAt: merging.at,
    updatedAt: merging.at,
    merging: undefined,
  };
}

/**
 * Ends a merge that was cut short: the base branch tells whether it happened.
 * Call it under the repository's lock.
 */
export async function settlePullRequest(
  git: Git,
  store: PullRequestStore,
  gitDir: string,
  pull: PullRequest,
): Promise<PullRequest> {
  const { merging, ...rest } = pull;
  if (!merging) {
    return pull;
  }
  const { code } = await git.run(
    gitDir,
    ['merge-base', '--is-ancestor', merging.commit, `refs/heads/${pull.base}`],
    // 128: the base branch, or the commit, is not there.
    { codes: [0, 1, 128] },
  );
  const settled = code === 0 ? toMerged(rest, merging) : rest;
  await store.write(gitDir, settled);
  return settled;
}
