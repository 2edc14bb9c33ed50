import fs from 'node:fs/promises';
import path from 'node:path';
import type { Account } from '../accounts';
import type { Commit } from './commits';
import type { Git } from './Git';

/** What merging two commits gives. */
export type MergeResult =
  | { clean: true; tree: string }
  /** The paths that git could not merge by itself. */
  | { clean: false; conflicts: string[] };

/**
 * Merges two commits without touching a branch: only a tree is written.
 *
 * @param quarantine - an empty path for the objects of a merge that is only
 * tried; without it they stay in the repository
 */
export async function mergeTrees(
  git: Git,
  gitDir: string,
  ours: string,
  theirs: string,
  quarantine?: string,
): Promise<MergeResult> {
  if (quarantine) {
    await fs.mkdir(quarantine, { recursive: true, mode: 0o700 });
  }
  try {
    const { stdout, code } = await git.run(
      gitDir,
      [
        'merge-tree',
        '--write-tree',
        '--name-only',
        '--no-messages',
        '--allow-unrelated-histories',
        '-z',
        ours,
        theirs,
      ],
      {
        codes: [0, 1],
        variables:
          quarantine === undefined
            ? undefined
            : {
                GIT_OBJECT_DIRECTORY: quarantine,
                GIT_ALTERNATE_OBJECT_DIRECTORIES: path.join(gitDir, 'objects'),
              },
      },
    );
    const [tree, ...conflicts] = stdout.toString('utf8').split('\0');
    return code === 0
      ? { clean: true, tree: tree.trim() }
      : { clean: false, conflicts: [...new Set(conflicts.filter(Boolean))] };
  } finally {
    if (quarantine) {
      await fs.rm(quarantine, { recursive: true, force: true });
    }
  }
}

export interface Person {
  name: string;
  email: string;
  /** ISO 8601; now where it is left out. */
  date?: string;
}

export function personOf({ fullName, email }: Account): Person {
  return { name: fullName, email };
}

/** Writes a commit that no branch points to yet; returns its id. */
export async function writeCommit(
  git: Git,
  gitDir: string,
  commit: {
    tree: string;
    parents: string[];
    message: string;
    author: Person;
    committer: Person;
  },
): Promise<string> {
  const { stdout } = await git.run(
    gitDir,
    [
      'commit-tree',
      commit.tree,
      ...commit.parents.flatMap(parent => ['-p', parent]),
      '-F',
      '-',
    ],
    {
      input: `${commit.message.trimEnd()}\n`,
      variables: {
        ...variablesOf('AUTHOR', commit.author),
        ...variablesOf('COMMITTER', commit.committer),
      },
    },
  );
  return stdout.toString('utf8').trim();
}

function variablesOf(role: 'AUTHOR' | 'COMMITTER', person: Person) {
  return {
    [`GIT_${role}_NAME`]: person.name,
    [`GIT_${role}_EMAIL`]: person.email,
    ...(person.date && { [`GIT_${role}_DATE`]: person.date }),
  };
}

/**
 * Replays commits, oldest first, on another one. git 2.39 merges only commits
 * that share history, so each step is given a stand-in: the tree so far as a
 * child of the parent of the commit that is replayed.
 */
export async function replayCommits(
  git: Git,
  gitDir: string,
  onto: string,
  commits: Commit[],
  committer: Person,
): Promise<{ clean: true; tip: string } | (MergeResult & { clean: false })> {
  let tip = onto;
  let tree = await treeOf(git, gitDir, onto);
  for (const commit of commits) {
    const standIn = await writeCommit(git, gitDir, {
      tree,
      parents: commit.parents,
      message: 'Stand-in',
      author: committer,
      committer,
    });
    const merged = await mergeTrees(git, gitDir, standIn, commit.sha);
    if (!merged.clean) {
      return merged;
    }
    if (merged.tree !== tree) {
      tree = merged.tree;
      tip = await writeCommit(git, gitDir, {
        tree,
        parents: [tip],
        message: commit.message,
        author: commit.author,
        committer,
      });
    }
  }
  return { clean: true, tip };
}

async function treeOf(git: Git, gitDir: string, commit: string) {
  const { stdout } = await git.run(gitDir, ['rev-parse', `${commit}^{tree}`]);
  return stdout.toString('utf8').trim();
}

/**
 * Moves a reference from one commit to another, or makes it.
 *
 * @throws GitError where it is not at `from` any more
 */
export async function moveRef(
  git: Git,
  gitDir: string,
  ref: string,
  to: string,
  from?: string,
): Promise<void> {
  await git.run(gitDir, ['update-ref', ref, to, ...(from ? [from] : [])]);
}
