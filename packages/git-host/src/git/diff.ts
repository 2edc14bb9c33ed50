import { MAX_DIFF_BYTES, MAX_DIFF_FILES } from '../limits';
import type { Git } from './Git';

export interface DiffLine {
  kind: 'add' | 'del' | 'same' | 'hunk' | 'note';
  text: string;
  oldLine?: number;
  newLine?: number;
}

export interface FileDiff {
  /** Path after the change, or before it where the file was deleted. */
  path: string;
  /** Where it was before, if it was moved. */
  oldPath?: string;
  change: 'added' | 'deleted' | 'modified' | 'renamed' | 'copied' | 'retyped';
  binary: boolean;
  /** Undefined where the diff was too long to read this far. */
  lines: DiffLine[] | undefined;
}

export interface Diff {
  files: FileDiff[];
  /** True where not everything was read. */
  truncated: boolean;
}

const CHANGES: Record<string, FileDiff['change']> = {
  A: 'added',
  D: 'deleted',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'retyped',
};

/**
 * What changed between two commits; from nothing where `from` is undefined.
 *
 * git is asked twice: the raw form names the files exactly, the patch form has
 * their lines. Both come in the same order.
 */
export async function readDiff(
  git: Git,
  gitDir: string,
  from: string | undefined,
  to: string,
): Promise<Diff> {
  const ends = from ? [from, to] : ['--root', '--no-commit-id', to];
  const common = ['diff-tree', '-r', '-M', '-l200', '--no-ext-diff'];
  const raw = await git.run(gitDir, [...common, '--raw', '-z', ...ends]);
  const patch = await git
    .run(gitDir, [...common, '-p', '--no-textconv', '--no-color', ...ends], {
      maxBytes: MAX_DIFF_BYTES,
    })
    // git gives up on files beyond its memory limit: then only names are told.
    .catch(() => ({ stdout: Buffer.alloc(0), truncated: true, code: 0 }));
  const files = parseRaw(raw.stdout.toString('utf8'));
  const patches = patch.stdout
    .toString('utf8')
    .split(/^diff --git /m)
    .slice(1);
  if (patch.truncated) {
    // The last one may be cut anywhere.
    patches.pop();
  }
  return {
    truncated: patch.truncated || files.length > MAX_DIFF_FILES,
    files: files.slice(0, MAX_DIFF_FILES).map((file, index) => {
      const text = patches[index];
      return {
        ...file,
        binary: text !== undefined && /^Binary files /m.test(text),
        lines: text === undefined ? undefined : parsePatch(text),
      };
    }),
  };
}

/** How many lines a change adds to a file and takes from it. */
export interface FileChange extends Omit<FileDiff, 'binary' | 'lines'> {
  additions: number;
  deletions: number;
}

/** The changed files by name and by how much, without their lines. */
export async function listChangedFiles(
  git: Git,
  gitDir: string,
  from: string,
  to: string,
): Promise<FileChange[]> {
  const common = ['diff-tree', '-r', '-M', '-l200', '--no-ext-diff', '-z'];
  const ends = [from, to];
  const [raw, counts] = await Promise.all([
    git.run(gitDir, [...common, '--raw', ...ends]),
    git.run(gitDir, [...common, '--numstat', ...ends]),
  ]);
  const lines = parseCounts(counts.stdout.toString('utf8'));
  return parseRaw(raw.stdout.toString('utf8')).map((file, index) => ({
    ...file,
    additions: lines[index]?.additions ?? 0,
    deletions: lines[index]?.deletions ?? 0,
  }));
}

function parseCounts(numstat: string) {
  const fields = numstat.split('\0');
  const counts: { additions: number; deletions: number }[] = [];
  for (let i = 0; fields[i]; ) {
    const [additions, deletions, ...path] = fields[i].split('\t');
    // Of a binary file there are no numbers, only dashes.
    counts.push({
      additions: Number(additions) || 0,
      deletions: Number(deletions) || 0,
    });
    // A moved file has an empty path here, and both paths in the next fields.
    i += path.join('\t') === '' ? 3 : 1;
  }
  return counts;
}

function parseRaw(raw: string): Omit<FileDiff, 'binary' | 'lines'>[] {
  const fields = raw.split('\0');
  const files: Omit<FileDiff, 'binary' | 'lines'>[] = [];
  for (let i = 0; fields[i]?.startsWith(':'); ) {
    const status = fields[i].slice(fields[i].lastIndexOf(' ') + 1)[0];
    const moved = status === 'R' || status === 'C';
    files.push({
      change: CHANGES[status] ?? 'modified',
      path: fields[moved ? i + 2 : i + 1],
      oldPath: moved ? fields[i + 1] : undefined,
    });
    i += moved ? 3 : 2;
  }
  return files;
}

function parsePatch(patch: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let oldLine = 0;
  let newLine = 0;
  for (const text of patch.replace(/\n$/, '').split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (hunk) {
      oldLine = Number(hunk[1]);
      newLine = Number(hunk[2]);
      lines.push({ kind: 'hunk', text });
    } else if (lines.length === 0) {
      // Still in the head of the file's patch.
    } else if (text.startsWith('+')) {
      lines.push({ kind: 'add', text: text.slice(1), newLine: newLine++ });
    } else if (text.startsWith('-')) {
      lines.push({ kind: 'del', text: text.slice(1), oldLine: oldLine++ });
    } else if (text.startsWith('\\')) {
      lines.push({ kind: 'note', text: text.slice(2) });
    } else {
      lines.push({
        kind: 'same',
        text: text.slice(1),
        oldLine: oldLine++,
        newLine: newLine++,
      });
    }
  }
  return lines;
}
