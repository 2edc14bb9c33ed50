import { Drift, FileDrift } from '@waymark-idp/plugin-golden-path-common';
import { FileTree, isSameFile } from '../tree';
import { IgnoreList } from './IgnoreList';

const COUNTED = {
  unchanged: 'unchanged',
  'changed-here': 'changedHere',
  'deleted-here': 'deletedHere',
} as const;

/**
 * How a repository differs from what its template version rendered, and which
 * files the newest version renders differently.
 *
 * @remarks
 *
 * Only files that one of the two versions renders count: what a repository has
 * besides is its own. A file that already is as the newest version renders it
 * is neither changed here nor behind, whoever changed it.
 *
 * @param options.own - rendered by the version that the repository is on
 * @param options.newest - rendered by the newest version; the same map where the repository is on it
 * @param options.head - the repository
 * @public
 */
export function driftOf(options: {
  templateRef: string;
  version: string;
  newestVersion: string;
  own: FileTree;
  newest: FileTree;
  head: FileTree;
  ignore: IgnoreList;
}): Drift {
  const { own, newest, head, ignore } = options;
  const counts = { unchanged: 0, changedHere: 0, deletedHere: 0, behind: 0 };
  const files: FileDrift[] = [];
  for (const path of [...new Set([...own.keys(), ...newest.keys()])].sort()) {
    const before = own.get(path);
    const after = newest.get(path);
    const here = head.get(path);
    const done = isSameFile(here, after);
    const ignored = ignore.ignores(path);
    const file: FileDrift = {
      path,
      state: 'unchanged',
      behind: !done && !ignored && !isSameFile(before, after),
      ...(ignored && { ignored }),
    };
    if (!done && before) {
      if (!here) {
        file.state = 'deleted-here';
      } else if (!isSameFile(here, before)) {
        file.state = 'changed-here';
      }
    }
    counts.behind += Number(file.behind);
    counts[COUNTED[file.state]] += 1;
    files.push(file);
  }
  const { templateRef, version, newestVersion } = options;
  return { templateRef, version, newestVersion, counts, files };
}
