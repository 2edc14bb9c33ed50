import { isChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { createReadStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

const MAX_ENTRIES = 20_000;
/** What a repository may be as large as when it is created. */
export const MAX_BYTES = 256 * 1024 * 1024;

/** Names that git, or a file system that folds case or shortens names, takes for its own folder. */
const GIT_NAMES = /^(?:\.git|git~\d+|\.gitmodules)[. ]*$/i;

// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f\\]/;

/**
 * A file, or a symbolic link within the tree.
 *
 * @public
 */
export interface WorkspaceEntry {
  /** Relative to the root, `/`-separated. */
  path: string;
  type: 'file' | 'symlink';
  /** Bytes. */
  size: number;
  executable: boolean;
  /** SHA-256 of the content, or of the link's target: 64 hex digits. */
  hash: string;
}

/**
 * Lists what a template rendered, and refuses what must not become a repository.
 *
 * @remarks
 *
 * Refused are: links that lead out of the tree (also by way of other links),
 * files that git would take for its own (`.git` at any depth and in any
 * disguise, `.gitmodules`), names with control characters or backslashes, and
 * anything that is neither file, folder nor link. At most 20,000 entries and
 * 256 MiB.
 *
 * @param root - folder of the workspace
 * @returns sorted by path (code units)
 * @throws `InputError` that names the file and the reason
 * @public
 */
export async function readWorkspace(root: string): Promise<WorkspaceEntry[]> {
  const entries: WorkspaceEntry[] = [];
  for (const found of await walkWorkspace(root)) {
    const { path: itemPath, size, executable, target } = found;
    entries.push({
      path: itemPath,
      type: target === undefined ? 'file' : 'symlink',
      size,
      executable,
      hash:
        target === undefined
          ? await hashFile(found.absolute)
          : createHash('sha256').update(target).digest('hex'),
    });
  }
  return entries;
}

/** What {@link walkWorkspace} finds. */
export interface FoundFile {
  path: string;
  absolute: string;
  size: number;
  executable: boolean;
  /** Of a symbolic link. */
  target?: string;
}

/**
 * Lists under the rules of {@link readWorkspace}, and reads no content.
 *
 * @returns sorted by path (code units)
 */
export async function walkWorkspace(root: string): Promise<FoundFile[]> {
  const realRoot = await fs.realpath(root);
  const entries: FoundFile[] = [];
  const folders = [''];
  let bytes = 0;
  for (
    let folder = folders.pop();
    folder !== undefined;
    folder = folders.pop()
  ) {
    for (const item of await fs.readdir(path.join(realRoot, folder), {
      withFileTypes: true,
    })) {
      const itemPath = folder ? `${folder}/${item.name}` : item.name;
      assertName(item.name, itemPath);
      if (item.isDirectory()) {
        folders.push(itemPath);
        continue;
      }
      const absolute = path.join(realRoot, itemPath);
      if (item.isSymbolicLink()) {
        entries.push(await readLink(realRoot, absolute, itemPath));
      } else if (item.isFile()) {
        const stats = await fs.lstat(absolute);
        bytes += stats.size;
        assertSize(entries.length, bytes);
        entries.push({
          path: itemPath,
          absolute,
          size: stats.size,
          executable: (stats.mode & 0o111) !== 0,
        });
      } else {
        throw refused(itemPath, 'is neither a file, a folder nor a link');
      }
      assertSize(entries.length, bytes);
    }
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Digest of a rendered tree: SHA-256 over the sorted paths and contents, so
 * that the same files give the same digest wherever and whenever they are read.
 *
 * @returns `sha256:` and 64 hex digits
 * @public
 */
export function digestWorkspace(entries: WorkspaceEntry[]): string {
  const hash = createHash('sha256');
  for (const entry of entries) {
    hash.update(`${entry.path}\0${entry.type}\0${entry.hash}\n`);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** Whether a file or folder of a repository may be called so. */
export function isAllowedName(name: string): boolean {
  return !GIT_NAMES.test(name) && !UNSAFE.test(name);
}

function assertName(name: string, itemPath: string) {
  if (GIT_NAMES.test(name)) {
    throw refused(itemPath, 'belongs to git itself');
  }
  if (UNSAFE.test(name)) {
    throw refused(
      itemPath,
      'has a control character or a backslash in its name',
    );
  }
}

function assertSize(count: number, bytes: number) {
  if (count > MAX_ENTRIES || bytes > MAX_BYTES) {
    throw new InputError(
      `The template rendered more than a repository may start with (${MAX_ENTRIES} files, ${
        MAX_BYTES / 1024 / 1024
      } MiB). Make the template smaller.`,
    );
  }
}

async function readLink(
  root: string,
  absolute: string,
  itemPath: string,
): Promise<FoundFile> {
  const target = await fs.readlink(absolute);
  const resolved = path.resolve(path.dirname(absolute), target);
  // What the link says, and, as links may lead through links, where it really ends.
  const real = await fs.realpath(absolute).catch(() => resolved);
  if (
    path.isAbsolute(target) ||
    !isChildPath(root, resolved) ||
    !isChildPath(root, real)
  ) {
    throw refused(itemPath, 'is a link that leads out of the repository');
  }
  return {
    path: itemPath,
    absolute,
    size: Buffer.byteLength(target),
    executable: false,
    target,
  };
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function refused(itemPath: string, reason: string): InputError {
  return new InputError(
    `${JSON.stringify(
      itemPath,
    )} ${reason}, and is not published. Remove it from the template.`,
  );
}
