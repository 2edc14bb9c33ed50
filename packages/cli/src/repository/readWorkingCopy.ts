import {
  createSnapshotFromDirectory,
  isRepositoryFailure,
  RepositoryFailure,
  RepositorySnapshot,
} from '@waymark-idp/plugin-repositories-node';
import { git } from './git';

/** A folder as it is now, committed or not. */
export interface WorkingCopy {
  /** Its files, or why they are more than is read. */
  repository: RepositorySnapshot | RepositoryFailure;
  /** Undefined where there is no commit yet, or no git. */
  commit?: string;
  /** Whether files differ from the commit. */
  modified: boolean;
}

/**
 * Reads a folder: what git tracks and what it would add, without what it
 * ignores; where there is no git, everything but `node_modules`. Files with the
 * attribute `export-ignore` are left out, as they are from an archive.
 *
 * @throws InputError when there is no such folder.
 */
export async function readWorkingCopy(
  directory: string,
  whatToKeep: Promise<(path: string) => boolean>,
): Promise<WorkingCopy> {
  // Git first: it works while the standards are read.
  const [paths, last, status, keep] = await Promise.all([
    listFiles(directory),
    git(directory, ['log', '-1', '--format=%H %cI']),
    git(directory, ['status', '--porcelain=v2', '--branch', '--', '.']),
    whatToKeep,
  ]);
  const [commit, committedAt] = last?.trim().split(' ') ?? [];
  const known = {
    commit: commit || undefined,
    modified: !commit || /^[^#]/m.test(status ?? ''),
  };
  const branch = status?.match(/^# branch\.head (?!\(detached\))(.+)$/m)?.[1];
  try {
    const repository = await createSnapshotFromDirectory({
      directory,
      paths,
      keep,
      commit: known.commit,
      branch,
      committedAt: committedAt ? new Date(committedAt) : undefined,
    });
    return { repository, ...known };
  } catch (error) {
    if (isRepositoryFailure(error)) {
      return { repository: error, ...known };
    }
    throw error;
  }
}

async function listFiles(directory: string): Promise<string[] | undefined> {
  const listed = await git(directory, [
    ...['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  ]);
  if (listed === undefined) {
    return undefined;
  }
  const paths = [...new Set(listed.split('\0').filter(Boolean))];
  return paths.some(path => /(^|\/)\.gitattributes$/.test(path))
    ? await withoutExportIgnored(directory, paths)
    : paths;
}

/** The attribute may be a folder's too. */
async function withoutExportIgnored(
  directory: string,
  paths: readonly string[],
): Promise<string[]> {
  const folders = new Set(paths.flatMap(foldersOf));
  const answer = await git(
    directory,
    ['check-attr', '-z', '--stdin', 'export-ignore'],
    [...paths, ...folders].map(path => `${path}\0`).join(''),
  );
  // Path, attribute, value; path, attribute, value; …
  const fields = answer?.split('\0') ?? [];
  const ignored = new Set<string>();
  for (let i = 0; i + 2 < fields.length; i += 3) {
    if (fields[i + 2] === 'set') {
      ignored.add(fields[i]);
    }
  }
  return ignored.size === 0
    ? [...paths]
    : paths.filter(path =>
        [path, ...foldersOf(path)].every(part => !ignored.has(part)),
      );
}

function foldersOf(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, i) => segments.slice(0, i + 1).join('/'));
}
