import { IGNORE_PATH } from '@waymark-idp/plugin-golden-path-common';
import ignore from 'ignore';
import { FileTree, textOf } from '../tree';

/** Files that upgrades leave alone. @public */
export interface IgnoreList {
  ignores(path: string): boolean;
}

/**
 * Reads `.waymark/ignore` of a repository: patterns as in `.gitignore`.
 * Without it, upgrades leave nothing alone.
 *
 * @public
 */
export function readIgnoreList(repository: FileTree): IgnoreList {
  const list = ignore().add(textOf(repository.get(IGNORE_PATH)) ?? '');
  return { ignores: path => list.ignores(path) };
}
