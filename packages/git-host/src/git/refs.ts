import { HttpError, notFound } from '../http/HttpError';
import type { Git } from './Git';

export interface Branch {
  name: string;
  /** Commit id. */
  sha: string;
}

/** How a reference in a URL is meant: `any` tries branch, tag, commit. */
export type RefKind = 'branch' | 'tag' | 'commit' | 'any';

// The rules of git-check-ref-format, and no leading dash. What passes cannot
// carry a revision expression (`..`, `^`, `~`, `:`, `@{`).
const FORBIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$|(?:^|\/)\.|\.lock(?:\/|$)|^@$/;

export function isValidRefName(name: string): boolean {
  return name.length > 0 && name.length <= 250 && !FORBIDDEN.test(name);
}

export async function listBranches(
  git: Git,
  gitDir: string,
): Promise<Branch[]> {
  const { stdout } = await git.run(gitDir, [
    'for-each-ref',
    '--format=%(objectname) %(refname)',
    'refs/heads/',
  ]);
  return stdout
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => ({
      sha: line.slice(0, 40),
      name: line.slice(41 + 'refs/heads/'.length),
    }));
}

/** The branch that a clone checks out; it may have no commit yet. */
export async function defaultBranch(git: Git, gitDir: string): Promise<string> {
  const { stdout } = await git.run(gitDir, ['symbolic-ref', 'HEAD']);
  return stdout.toString('utf8').trim().slice('refs/heads/'.length);
}

/**
 * After a first push to another branch than the one HEAD names, HEAD follows:
 * otherwise a clone would check out nothing.
 */
export async function adoptDefaultBranch(
  git: Git,
  gitDir: string,
  branches: Branch[],
): Promise<void> {
  const current = await defaultBranch(git, gitDir);
  if (branches.length === 0 || branches.some(b => b.name === current)) {
    return;
  }
  const next =
    branches.find(b => b.name === 'main') ??
    branches.find(b => b.name === 'master') ??
    branches[0];
  await git.run(gitDir, ['symbolic-ref', 'HEAD', `refs/heads/${next.name}`]);
}

/** @throws HttpError 404 */
export async function resolveCommit(
  git: Git,
  gitDir: string,
  ref: string,
  kind: RefKind = 'any',
): Promise<string> {
  if (!isValidRefName(ref)) {
    throw notFound(`${kind === 'any' ? 'Reference' : kind} ${ref}`);
  }
  const isId = /^[0-9a-f]{7,40}$/.test(ref);
  const candidates = [
    (kind === 'any' || kind === 'branch') && `refs/heads/${ref}^{commit}`,
    (kind === 'any' || kind === 'tag') && `refs/tags/${ref}^{commit}`,
    (kind === 'any' || kind === 'commit') && isId && `${ref}^{commit}`,
  ].filter(candidate => candidate !== false);
  if (candidates.length === 0) {
    throw notFound(`${kind} ${ref}`);
  }
  const { stdout } = await git.run(gitDir, ['cat-file', '--batch-check'], {
    input: `${candidates.join('\n')}\n`,
  });
  const found = /^([0-9a-f]{40}) commit \d+$/m.exec(stdout.toString('utf8'));
  if (!found) {
    throw new HttpError(
      404,
      `${kind === 'any' ? 'Reference' : kind} ${ref} does not exist`,
    );
  }
  return found[1];
}
