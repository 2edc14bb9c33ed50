import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FileTree, TreeFile } from '../tree';
import { runGit } from './runGit';

/** A place where both sides changed the same thing. */
export interface MergeConflict {
  path: string;
  /** As git names it: `contents`, `modify/delete`, `rename/delete`, `binary`, … */
  kind: string;
  /** git's own sentence about it. */
  message: string;
}

/** What came of a merge. */
export interface MergeResult {
  /** The merged files, with conflict marks where there is a conflict. */
  tree: FileTree;
  conflicts: MergeConflict[];
}

/** How the two sides are called in conflict marks. */
export interface MergeLabels {
  ours: string;
  theirs: string;
}

/**
 * Three-way merge of whole trees by git: renames are followed, modes and
 * deletions are merged like contents, and what both sides changed is marked.
 *
 * The base is made the common parent of both sides, so that `git merge-tree`
 * finds it by itself (`--merge-base` came after git 2.39). Works in a temporary
 * repository that is removed afterwards.
 */
export async function mergeTrees(
  sides: { base: FileTree; ours: FileTree; theirs: FileTree },
  labels: MergeLabels,
): Promise<MergeResult> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'waymark-merge-'));
  try {
    await runGit(['init', '--bare', '--quiet', '--template=', '.'], {
      cwd: folder,
    });
    // The marks carry the names of what is merged: let these be readable ones.
    const ours = refName(labels.ours);
    const theirs = refName(labels.theirs);
    await runGit(['fast-import', '--quiet', '--done'], {
      cwd: folder,
      input: importStream([
        ['base', sides.base],
        [ours, sides.ours],
        [theirs, sides.theirs],
      ]),
    });
    const { stdout } = await runGit(
      ['merge-tree', '--write-tree', '-z', '--messages', ours, theirs],
      { cwd: folder, codes: [0, 1] },
    );
    const { treeId, conflicts } = parseMergeOutput(stdout.toString('utf8'));
    return { tree: await readGitTree(folder, treeId), conflicts };
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

/** Reads a tree out of a repository. */
export async function readGitTree(
  gitDir: string,
  treeish: string,
): Promise<FileTree> {
  const { stdout } = await runGit(['ls-tree', '-r', '-z', treeish], {
    cwd: gitDir,
  });
  const entries = stdout
    .toString('utf8')
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const [info, ...name] = line.split('\t');
      const [mode, type, id] = info.split(' ');
      return { mode, type, id, path: name.join('\t') };
    })
    .filter(entry => entry.type === 'blob');
  const { stdout: blobs } = await runGit(['cat-file', '--batch'], {
    cwd: gitDir,
    input: [entries.map(entry => `${entry.id}\n`).join('')],
  });
  const tree = new Map<string, TreeFile>();
  let at = 0;
  for (const entry of entries) {
    const end = blobs.indexOf(10, at);
    const size = Number(blobs.toString('latin1', at, end).split(' ')[2]);
    tree.set(entry.path, {
      content: Buffer.from(blobs.subarray(end + 1, end + 1 + size)),
      mode: entry.mode as TreeFile['mode'],
    });
    at = end + 1 + size + 1;
  }
  return tree;
}

function* importStream(
  sides: [name: string, tree: FileTree][],
): Generator<Buffer | string> {
  for (const [name, tree] of sides) {
    yield* commit(name, tree);
  }
  yield 'done\n';
}

function* commit(name: string, tree: FileTree): Generator<Buffer | string> {
  yield `commit refs/heads/${name}\n`;
  yield 'committer Waymark <waymark@localhost> 0 +0000\ndata 0\n';
  if (name !== 'base') {
    yield 'from refs/heads/base\ndeleteall\n';
  }
  for (const [file, { content, mode }] of tree) {
    yield `M ${mode} inline ${quote(file)}\ndata ${content.length}\n`;
    yield content;
    yield '\n';
  }
}

/** A path in C style, which fast-import reads whatever is in it. */
function quote(file: string): string {
  const escaped = file.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n');
  return `"${escaped}"`;
}

function refName(label: string): string {
  return label
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.\.+/g, '.')
    .replace(/^[-.]+|[-.]+$/g, '');
}

/**
 * `<tree>\0 (<mode> <object> <stage>\t<path>\0)* \0 (<n>\0 <path>{n}\0 <type>\0 <text>\0)*`,
 * see git-merge-tree(1).
 */
function parseMergeOutput(output: string): {
  treeId: string;
  conflicts: MergeConflict[];
} {
  const fields = output.split('\0');
  const treeId = fields[0];
  const conflicts = new Map<string, MergeConflict>();
  let at = 1;
  while (at < fields.length && fields[at] !== '') {
    const file = fields[at].slice(fields[at].indexOf('\t') + 1);
    if (!conflicts.has(file)) {
      conflicts.set(file, { path: file, kind: 'contents', message: '' });
    }
    at += 1;
  }
  at += 1;
  while (at < fields.length && /^\d+$/.test(fields[at])) {
    const count = Number(fields[at]);
    const paths = fields.slice(at + 1, at + 1 + count);
    const [type, text] = fields.slice(at + 1 + count, at + 3 + count);
    at += 3 + count;
    const kind = /^CONFLICT \((.*)\)$/.exec(type)?.[1];
    for (const file of kind ? paths : []) {
      const conflict = conflicts.get(file);
      if (conflict && conflict.message === '') {
        conflict.kind = kind!;
        conflict.message = text.trim();
      }
    }
  }
  return { treeId, conflicts: [...conflicts.values()] };
}
