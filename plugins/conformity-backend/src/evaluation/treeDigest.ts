import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { createHash } from 'crypto';

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
  const hash = createHash('sha256');
  if (options.withCommit) {
    hash.update(`${snapshot.commit}\0`);
  }
  for (const path of snapshot.paths) {
    hash.update(`${path}\0${snapshot.size(path)}\0`);
    const text = textOf(snapshot, path);
    if (text !== undefined) {
      hash.update(text).update('\0');
    }
  }
  return hash.digest('hex');
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
