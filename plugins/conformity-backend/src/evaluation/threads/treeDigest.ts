import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { createHash, Hash, hash } from 'crypto';

const ENOUGH = 65_536;

/**
 * Digest of all that a check can see of a repository: the paths, the sizes, and
 * the texts that were kept. It stays the same over a commit that touches
 * nothing of that, as in a repository with many components.
 */
export function treeDigestOf(
  snapshot: RepositorySnapshot,
  options: {
    /** Checks ask for the commit itself, as when was the last one. */
    withCommit?: boolean;
  } = {},
): string {
  let large: Hash | undefined;
  let pending = options.withCommit ? `${snapshot.commit}\0` : '';
  for (const path of snapshot.paths) {
    pending += `${path}\0${snapshot.size(path)}\0`;
    const text = textOf(snapshot, path);
    if (text !== undefined) {
      pending += `${text}\0`;
    }
    // Each update crosses into native code: not for every line of a listing.
    if (pending.length > ENOUGH) {
      large ??= createHash('sha256');
      large.update(pending);
      pending = '';
    }
  }
  return large
    ? large.update(pending).digest('hex')
    : hash('sha256', pending, 'hex');
}

function textOf(
  snapshot: RepositorySnapshot,
  path: string,
): string | undefined {
  try {
    return snapshot.text(path);
  } catch (error) {
    if (error instanceof Error && error.name === 'RepositoryFileError') {
      return undefined;
    }
    throw error;
  }
}
