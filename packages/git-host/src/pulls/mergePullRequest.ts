import type { Account } from '../accounts';
import { compareCommits, listCommits } from '../git/commits';
import type { Git } from '../git/Git';
import {
  MergeResult,
  mergeTrees,
  moveRef,
  personOf,
  replayCommits,
  writeCommit,
} from '../git/merge';
import type { Branch } from '../git/refs';
import { HttpError, notFound } from '../http/HttpError';
import { MergeStyle, PullRequest, pullRef } from './PullRequest';
import type { PullRequestStore } from './PullRequestStore';
import { toMerged } from './settlePullRequest';

const MAX_REPLAYED = 250;

interface MergeOptions {
  git: Git;
  gitDir: string;
  store: PullRequestStore;
  branches: Branch[];
  account: Account;
  pull: PullRequest;
  style: MergeStyle;
  title?: string;
  message?: string;
  headSha?: string;
}

/**
 * Merges under the repository's lock. First the commit, which nothing points
 * to; then a note of what is about to happen; then the branch; then the end of
 * the note. After a crash the branch tells which of them it was.
 *
 * @throws HttpError 404, 405 or 409, as Gitea answers
 */
export async function mergePullRequest(
  options: MergeOptions,
): Promise<PullRequest> {
  const { git, gitDir, store, branches, account, pull } = options;
  if (pull.merged) {
    throw new HttpError(405, `Pull request #${pull.number} is merged already`);
  }
  if (pull.state === 'closed') {
    throw notFound(`An open pull request #${pull.number}`);
  }
  const head = branches.find(({ name }) => name === pull.head)?.sha;
  const base = branches.find(({ name }) => name === pull.base)?.sha;
  if (!head || !base) {
    throw new HttpError(
      409,
      `Branch ${head ? pull.base : pull.head} is gone: nothing can be merged`,
    );
  }
  if (options.headSha !== undefined && options.headSha !== head) {
    throw new HttpError(
      409,
      `head out of date: ${pull.head} is at ${head}, not at ${options.headSha}`,
    );
  }
  const { ahead, mergeBase = base } = await compareCommits(
    git,
    gitDir,
    base,
    head,
  );
  if (ahead === 0) {
    throw new HttpError(
      405,
      `${pull.head} has no commit that ${pull.base} lacks`,
    );
  }
  const commit = await commitFor({ ...options, head, base });
  const at = new Date().toISOString();
  const merging = { commit, by: account.username, at, mergeBase };
  const current = { ...pull, headSha: head };
  await moveRef(git, gitDir, pullRef(pull.number), head);
  await store.write(gitDir, { ...current, merging });
  await moveRef(git, gitDir, `refs/heads/${pull.base}`, commit, base);
  const merged = toMerged(current, merging);
  await store.write(gitDir, merged);
  return merged;
}

/** The commit that the base branch is to move to. */
async function commitFor(
  options: MergeOptions & { head: string; base: string },
): Promise<string> {
  const { git, gitDir, account, pull, style, head, base } = options;
  const committer = personOf(account);
  if (style === 'merge') {
    const title =
      options.title ||
      `Merge pull request '${pull.title}' (#${pull.number}) from ${pull.head} into ${pull.base}`;
    return writeCommit(git, gitDir, {
      tree: cleanTree(await mergeTrees(git, gitDir, base, head)),
      parents: [base, head],
      message: messageOf(title, options.message),
      author: committer,
      committer,
    });
  }
  const commits = (
    await listCommits(git, gitDir, {
      from: head,
      not: base,
      limit: MAX_REPLAYED + 1,
    })
  ).reverse();
  if (style === 'squash') {
    const title = options.title || `${pull.title} (#${pull.number})`;
    return writeCommit(git, gitDir, {
      tree: cleanTree(await mergeTrees(git, gitDir, base, head)),
      parents: [base],
      message: messageOf(title, options.message),
      // The change stays the work of whoever made it.
      author: { name: commits[0].author.name, email: commits[0].author.email },
      committer,
    });
  }
  if (
    commits.length > MAX_REPLAYED ||
    commits.some(({ parents }) => parents.length !== 1)
  ) {
    throw new HttpError(
      405,
      `rebase takes up to ${MAX_REPLAYED} commits and no merge among them: use merge or squash`,
    );
  }
  const replayed = await replayCommits(git, gitDir, base, commits, committer);
  if (!replayed.clean) {
    throw conflict(replayed.conflicts);
  }
  return replayed.tip;
}

function messageOf(title: string, message?: string): string {
  return message ? `${title}\n\n${message}` : title;
}

function cleanTree(result: MergeResult): string {
  if (!result.clean) {
    throw conflict(result.conflicts);
  }
  return result.tree;
}

function conflict(paths: string[]): HttpError {
  return new HttpError(
    409,
    `These files were changed on both sides: ${paths
      .slice(0, 20)
      .join(', ')}. Merge the base branch into the head branch, and push it`,
  );
}
