import { JsonObject } from '@backstage/types';
import { isMap, isScalar, parseDocument } from 'yaml';
import { FileTree, textOf, TreeFile } from '../tree';
import { Migration, MigrationStep } from './Migration';

/** A tree after its migrations, and what could not be done to it. */
export interface MigratedTree {
  tree: FileTree;
  /** One sentence each. */
  notes: string[];
}

/**
 * Takes a tree through migrations.
 *
 * @remarks
 *
 * An upgrade takes both its base and the repository through them before it
 * merges: a file that was renamed is then compared under its new name on all
 * sides, and what a migration changed is not mistaken for a change made here.
 *
 * A step that finds nothing to do does nothing; one that cannot be done says
 * why, and leaves the tree as it is.
 */
export function applyMigrations(
  tree: FileTree,
  migrations: readonly Migration[],
): MigratedTree {
  const result = new Map(tree);
  const notes: string[] = [];
  for (const { version, steps } of migrations) {
    for (const step of steps) {
      const problem = applyStep(result, step);
      if (problem) {
        notes.push(
          `The migration to ${version} left something out: ${problem}`,
        );
      }
    }
  }
  return { tree: result, notes };
}

function applyStep(
  tree: Map<string, TreeFile>,
  step: MigrationStep,
): string | undefined {
  if ('rename' in step) {
    const { from, to } = step.rename;
    const file = tree.get(from);
    if (!file || from === to) {
      return undefined;
    }
    if (tree.has(to)) {
      return `${from} was not renamed, since there is a ${to} already.`;
    }
    tree.delete(from);
    tree.set(to, file);
    return undefined;
  }
  if ('renameKey' in step) {
    const { file, from, to } = step.renameKey;
    return edit(tree, file, document => document.rename(from, to));
  }
  const { file, key, value } = step.setKey;
  return edit(tree, file, document => document.set(key, value));
}

interface EditableDocument {
  /** In its place where the parent stays the same; where the key is there. */
  rename(from: string, to: string): void;
  set(key: string, value: unknown): void;
}

function edit(
  tree: Map<string, TreeFile>,
  path: string,
  change: (document: EditableDocument) => void,
): string | undefined {
  const file = tree.get(path);
  if (!file) {
    return undefined;
  }
  const text = textOf(file);
  try {
    const edited = path.endsWith('.json')
      ? editJson(text ?? '', change)
      : editYaml(text ?? '', change);
    tree.set(path, { ...file, content: Buffer.from(edited) });
    return undefined;
  } catch (error) {
    return `${path} was not changed, since it cannot be read: ${
      (error as Error).message
    }`;
  }
}

/** Comments, order and anchors stay as they are. */
function editYaml(
  text: string,
  change: (document: EditableDocument) => void,
): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    throw document.errors[0];
  }
  let changed = false;
  const set = (path: string[], value: unknown) => {
    const parent = document.getIn(path.slice(0, -1), true);
    if (path.length > 1 && parent !== undefined && !isMap(parent)) {
      throw new Error(`${path.slice(0, -1).join('.')} is not a mapping`);
    }
    document.setIn(path, value);
    changed = true;
  };
  change({
    rename(from, to) {
      const [path, newPath] = [from.split('.'), to.split('.')];
      if (!document.hasIn(path)) {
        return;
      }
      const parent = document.getIn(path.slice(0, -1), true);
      if (isMap(parent) && sameParent(path, newPath)) {
        const pair = parent.items.find(
          item => String(item.key) === path.at(-1),
        )!;
        const key = document.createNode(newPath.at(-1));
        if (isScalar(pair.key) && isScalar(key)) {
          key.commentBefore = pair.key.commentBefore;
          key.spaceBefore = pair.key.spaceBefore;
        }
        pair.key = key;
        changed = true;
        return;
      }
      const node = document.getIn(path, true);
      document.deleteIn(path);
      set(newPath, node);
    },
    set: (key, value) => set(key.split('.'), value),
  });
  return changed ? document.toString({ lineWidth: 0 }) : text;
}

function editJson(
  text: string,
  change: (document: EditableDocument) => void,
): string {
  const root: JsonObject = JSON.parse(text);
  let changed = false;
  const set = (path: string[], value: unknown) => {
    let parent: any = root;
    for (const name of path.slice(0, -1)) {
      parent = parent[name] ??= {};
      if (typeof parent !== 'object' || Array.isArray(parent)) {
        throw new Error(`${path.slice(0, -1).join('.')} is not an object`);
      }
    }
    parent[path.at(-1)!] = value;
    changed = true;
  };
  change({
    rename(from, to) {
      const [path, newPath] = [from.split('.'), to.split('.')];
      const parent = path
        .slice(0, -1)
        .reduce<any>((object, name) => object?.[name], root);
      const name = path.at(-1)!;
      if (typeof parent !== 'object' || !Object.hasOwn(parent, name)) {
        return;
      }
      const entries = Object.entries(parent);
      if (sameParent(path, newPath)) {
        for (const [key, value] of entries) {
          delete parent[key];
          parent[key === name ? newPath.at(-1)! : key] = value;
        }
        changed = true;
        return;
      }
      const value = parent[name];
      delete parent[name];
      set(newPath, value);
    },
    set: (key, value) => set(key.split('.'), value),
  });
  const indent = /^[\t ]+/m.exec(text)?.[0] ?? '  ';
  const end = text.endsWith('\n') ? '\n' : '';
  return changed ? JSON.stringify(root, undefined, indent) + end : text;
}

function sameParent(a: string[], b: string[]): boolean {
  return a.slice(0, -1).join('.') === b.slice(0, -1).join('.');
}
