import type { Git } from './Git';

export interface Signature {
  name: string;
  email: string;
  /** ISO 8601 with offset. */
  date: string;
}

export interface Commit {
  sha: string;
  parents: string[];
  tree: string;
  author: Signature;
  committer: Signature;
  /** Whole message without trailing line breaks. */
  message: string;
}

const FIELDS = ['H', 'P', 'T', 'an', 'ae', 'aI', 'cn', 'ce', 'cI', 'B'];

/** Commits reachable from `from`, but not from `not`, newest first. */
export async function listCommits(
  git: Git,
  gitDir: string,
  options: { from: string; not?: string; skip?: number; limit: number },
): Promise<Commit[]> {
  const { stdout } = await git.run(gitDir, [
    'log',
    '-z',
    `--format=${FIELDS.map(field => `%${field}`).join('%x00')}`,
    '--encoding=UTF-8',
    '--no-show-signature',
    `--skip=${options.skip ?? 0}`,
    `--max-count=${options.limit}`,
    options.from,
    ...(options.not ? [`^${options.not}`] : []),
    '--',
  ]);
  const values = stdout.toString('utf8').split('\0');
  const commits: Commit[] = [];
  for (let i = 0; i + FIELDS.length <= values.length; i += FIELDS.length) {
    commits.push(toCommit(values.slice(i, i + FIELDS.length)));
  }
  return commits;
}

export async function readCommit(
  git: Git,
  gitDir: string,
  sha: string,
): Promise<Commit> {
  return (await listCommits(git, gitDir, { from: sha, limit: 1 }))[0];
}

/** How far two commits went apart, and where they last agreed. */
export async function compareCommits(
  git: Git,
  gitDir: string,
  base: string,
  head: string,
): Promise<{ ahead: number; behind: number; mergeBase: string | undefined }> {
  const counts = await git.run(gitDir, [
    'rev-list',
    '--left-right',
    '--count',
    `${base}...${head}`,
    '--',
  ]);
  const [behind, ahead] = counts.stdout
    .toString('utf8')
    .split(/\s+/)
    .map(Number);
  // merge-base ends with 1 where there is none.
  const bases = await git
    .run(gitDir, ['merge-base', base, head])
    .catch(() => undefined);
  const mergeBase = bases?.stdout.toString('utf8').trim().split('\n')[0];
  return { ahead, behind, mergeBase: mergeBase || undefined };
}

function toCommit(values: string[]): Commit {
  const [sha, parents, tree, an, ae, aI, cn, ce, cI, message] = values;
  return {
    sha,
    parents: parents.split(' ').filter(Boolean),
    tree,
    author: { name: an, email: ae, date: aI },
    committer: { name: cn, email: ce, date: cI },
    message: message.trimEnd(),
  };
}
