import {
  UpgradeConflict,
  UpgradeFile,
} from '@waymark-idp/plugin-golden-path-common';
import { FileTree, isSameFile, textOf, TreeFile } from '../tree';

const MAX_TEXT = 200_000;

/** What differs between two trees, file by file; sorted by path. */
export function upgradeFilesOf(
  before: FileTree,
  after: FileTree,
  conflicts: readonly UpgradeConflict[],
): UpgradeFile[] {
  const conflicting = new Set(conflicts.map(conflict => conflict.path));
  const files: UpgradeFile[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const old = before.get(path);
    const now = after.get(path);
    const conflict = conflicting.has(path);
    if (isSameFile(old, now) && !conflict) {
      continue;
    }
    files.push({
      path,
      change: changeOf(old, now),
      conflict,
      ...(shown(old) !== undefined && { before: shown(old) }),
      ...(shown(now) !== undefined && { after: shown(now) }),
    });
  }
  return files;
}

function changeOf(
  old: TreeFile | undefined,
  now: TreeFile | undefined,
): UpgradeFile['change'] {
  if (!old) {
    return 'added';
  }
  if (!now) {
    return 'removed';
  }
  return old.content.equals(now.content) && old.mode !== now.mode
    ? 'mode'
    : 'changed';
}

function shown(file: TreeFile | undefined): string | undefined {
  const text = textOf(file);
  return text !== undefined && text.length <= MAX_TEXT ? text : undefined;
}
