import { notFound } from '../http/HttpError';
import type { Git } from './Git';

export interface TreeEntry {
  /** Last segment of the path. */
  name: string;
  path: string;
  sha: string;
  type: 'file' | 'dir' | 'symlink' | 'submodule';
  executable: boolean;
  /** Bytes; 0 for folders and submodules. */
  size: number;
}

/**
 * What lies at a path of a commit. Symbolic links are entries like any other
 * and are never followed, neither at the end of the path nor within it.
 *
 * @throws HttpError 404
 */
export async function findEntry(
  git: Git,
  gitDir: string,
  commit: string,
  path: string,
): Promise<TreeEntry> {
  if (path === '') {
    const { stdout } = await git.run(gitDir, ['rev-parse', `${commit}^{tree}`]);
    const sha = stdout.toString('utf8').trim();
    return { name: '', path, sha, type: 'dir', executable: false, size: 0 };
  }
  const entries = await lsTree(git, gitDir, commit, ['--', path]);
  const entry = entries.find(candidate => candidate.name === path);
  if (!entry) {
    throw notFound(`${path} at ${commit.slice(0, 10)}`);
  }
  return { ...entry, path, name: path.slice(path.lastIndexOf('/') + 1) };
}

/** The entries of a folder, folders first. */
export async function listEntries(
  git: Git,
  gitDir: string,
  folder: TreeEntry,
): Promise<TreeEntry[]> {
  const entries = await lsTree(git, gitDir, folder.sha, []);
  const rank = (entry: TreeEntry) => (entry.type === 'dir' ? 0 : 1);
  return entries
    .map(entry => ({
      ...entry,
      path: folder.path ? `${folder.path}/${entry.name}` : entry.name,
    }))
    .sort((a, b) => rank(a) - rank(b));
}

/** The bytes of a file, at most as many as asked for. */
export async function readBlob(
  git: Git,
  gitDir: string,
  sha: string,
  maxBytes: number,
): Promise<Buffer> {
  const args = ['cat-file', 'blob', sha];
  return (await git.run(gitDir, args, { maxBytes })).stdout;
}

async function lsTree(
  git: Git,
  gitDir: string,
  tree: string,
  args: string[],
): Promise<TreeEntry[]> {
  const { stdout } = await git.run(gitDir, [
    'ls-tree',
    '-z',
    '-l',
    tree,
    ...args,
  ]);
  return stdout.toString('utf8').split('\0').filter(Boolean).map(parseEntry);
}

function parseEntry(line: string): TreeEntry {
  const tab = line.indexOf('\t');
  const [mode, , sha, size] = line.slice(0, tab).split(/ +/);
  const name = line.slice(tab + 1);
  return {
    name,
    path: name,
    sha,
    type: typeOf(mode),
    executable: mode === '100755',
    size: size === '-' ? 0 : Number(size),
  };
}

function typeOf(mode: string): TreeEntry['type'] {
  switch (mode) {
    case '040000':
      return 'dir';
    case '120000':
      return 'symlink';
    case '160000':
      return 'submodule';
    default:
      return 'file';
  }
}
