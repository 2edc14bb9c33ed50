import { compareCommits } from '../git/commits';
import type { Git } from '../git/Git';
import { defaultBranch, isValidRefName, resolveCommit } from '../git/refs';
import { HttpError } from '../http/HttpError';
import { MAX_OPEN_PULL_REQUESTS } from '../limits';
import type { PullRequest } from './PullRequest';

/**
 * Whether a pull request from one branch to another says anything new.
 *
 * @throws HttpError 404, 409 or 422
 */
export async function assertCanOpen(
  git: Git,
  gitDir: string,
  wanted: { head: unknown; base: unknown; open: PullRequest[] },
): Promise<{ head: string; base: string; headSha: string }> {
  const head = assertBranch(wanted.head, 'head');
  const base = assertBranch(
    wanted.base ?? (await defaultBranch(git, gitDir)),
    'base',
  );
  if (head === base) {
    throw new HttpError(422, `head and base are both ${head}`);
  }
  const baseSha = await resolveCommit(git, gitDir, base, 'branch');
  const headSha = await resolveCommit(git, gitDir, head, 'branch');
  const twin = wanted.open.find(p => p.head === head && p.base === base);
  if (twin) {
    throw new HttpError(
      409,
      `pull request already exists for these targets [id: ${twin.number}, head_branch: ${head}, base_branch: ${base}]`,
    );
  }
  if (wanted.open.length >= MAX_OPEN_PULL_REQUESTS) {
    throw new HttpError(
      422,
      `There are ${wanted.open.length} open pull requests: merge or close some first`,
    );
  }
  const { ahead } = await compareCommits(git, gitDir, baseSha, headSha);
  if (ahead === 0) {
    throw new HttpError(422, `${head} has no commit that ${base} lacks`);
  }
  return { head, base, headSha };
}

function assertBranch(value: unknown, field: string): string {
  if (typeof value !== 'string' || !isValidRefName(value)) {
    throw new HttpError(422, `${field} is not a possible branch name`);
  }
  return value;
}
