import { TEMPLATE_VERSION_ANNOTATION } from '@waymark-idp/plugin-golden-path-common';
import { FileTree, textOf } from '../tree';

const CATALOG_INFO = 'catalog-info.yaml';
const KEY = TEMPLATE_VERSION_ANNOTATION.replace(/[./]/g, '\\$&');

/**
 * A tree whose catalog descriptor says that it is on another version. Each
 * upgrade changes that line: said on all sides before they are merged, it
 * conflicts with nothing that was changed beside it.
 */
export function withVersion(
  tree: FileTree,
  versions: { from: string; to: string },
): FileTree {
  const file = tree.get(CATALOG_INFO);
  const text = textOf(file);
  if (!file || text === undefined) {
    return tree;
  }
  const from = versions.from.replace(/[^\w]/g, '\\$&');
  const line = new RegExp(
    `^([ \\t]+(["']?)${KEY}\\2[ \\t]*:[ \\t]*)(["']?)${from}\\3(?=[ \\t]*(?:#|\\r?$))`,
    'gm',
  );
  const content = text.replace(
    line,
    (_, key, __, quote) => `${key}${quote}${versions.to}${quote}`,
  );
  return content === text
    ? tree
    : new Map(tree).set(CATALOG_INFO, {
        ...file,
        content: Buffer.from(content),
      });
}
