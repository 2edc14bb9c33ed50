import {
  RepositoryFileError,
  RepositorySnapshot,
} from '@waymark-idp/plugin-repositories-node';

/** A file, before and after. @public */
export interface FileChange {
  /** Path in the repository. */
  path: string;
  /** Undefined when the file is new. */
  before?: string;
  after: string;
}

/**
 * A repository as it would be with some files changed. The commit stays the
 * one it is based on.
 *
 * @public
 */
export function withChanges(
  snapshot: RepositorySnapshot,
  changes: readonly Pick<FileChange, 'path' | 'after'>[],
): RepositorySnapshot {
  const texts = new Map(changes.map(({ path, after }) => [path, after]));
  return {
    url: snapshot.url,
    commit: snapshot.commit,
    committedAt: snapshot.committedAt,
    branch: snapshot.branch,
    paths: [...new Set([...snapshot.paths, ...texts.keys()])].sort(),
    has: path => texts.has(path) || snapshot.has(path),
    size: path => {
      const text = texts.get(path);
      return text === undefined
        ? snapshot.size(path)
        : Buffer.byteLength(text, 'utf8');
    },
    text: path => texts.get(path) ?? snapshot.text(path),
  };
}

/** The text of a file; undefined when there is none. */
export function textOf(
  snapshot: RepositorySnapshot,
  path: string,
): string | undefined {
  try {
    return snapshot.text(path);
  } catch (error) {
    if ((error as RepositoryFileError).reason === 'missing') {
      return undefined;
    }
    throw error;
  }
}
