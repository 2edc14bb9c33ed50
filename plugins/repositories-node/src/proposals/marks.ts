import { Comparison } from './RepositoryHost';

/*
 * How we know our own work again, on every host and without a database: a line
 * in each commit that we make, and the last of them in the proposal's text.
 */

const TRAILER = 'Waymark-Proposal';
const MARK = /\n*<!-- waymark-proposal ([0-9a-f]{40}) -->\s*$/;

/** A commit message that says which proposal the commit was made for. */
export function withTrailer(message: string, branch: string): string {
  return `${message.trimEnd()}\n\n${TRAILER}: ${branch}\n`;
}

/** A description that remembers the commit that was proposed. */
export function withMark(description: string, commit: string): string {
  return `${withoutMark(description)}\n\n<!-- waymark-proposal ${commit} -->`;
}

export function withoutMark(description: string): string {
  return description.replace(MARK, '').trimEnd();
}

/** The commit that {@link withMark} wrote down. */
export function markOf(description: string): string | undefined {
  return MARK.exec(description)?.[1];
}

/**
 * A commit on a branch that we did not make, newest first; undefined where all
 * of them are ours.
 *
 * @param known - the commit that the branch's last proposal wrote down: what
 * lies below it is settled. Where that proposal is open and the commit is not
 * there, history was rewritten.
 */
export function findForeignCommit(
  comparison: Comparison,
  branch: string,
  known: { commit: string | undefined; open: boolean },
): string | undefined {
  const ours = new RegExp(`^${TRAILER}: ${escape(branch)}$`, 'm');
  for (const { sha, message } of comparison.commits) {
    if (sha === known.commit) {
      return undefined;
    }
    if (!ours.test(message)) {
      return sha;
    }
  }
  const [newest] = comparison.commits;
  const lost =
    (known.open && known.commit !== undefined) || !comparison.complete;
  return lost ? newest?.sha : undefined;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
