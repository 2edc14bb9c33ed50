import { FileTree, isSameFile } from '@waymark-idp/plugin-golden-path-node';
import { FileChange } from '@waymark-idp/plugin-repositories-node';

/** What a proposal can carry of an upgrade, and what of it a person has to do. */
export interface ProposedChanges {
  changes: FileChange[];
  /** One sentence each. */
  notes: string[];
}

/**
 * What takes a repository from one tree to another. A proposal writes plain
 * files only: links stay as they are, and so does what a link is in the way of.
 *
 * @param folder - where in the repository the trees are; empty for its top
 */
export function toChanges(
  before: FileTree,
  after: FileTree,
  folder: string,
): ProposedChanges {
  const at = (path: string) => (folder ? `${folder}/${path}` : path);
  const changes: FileChange[] = [];
  const notes: string[] = [];
  for (const [path, file] of after) {
    if (isSameFile(before.get(path), file)) {
      continue;
    }
    const link = linkAbove(path, before);
    if (file.mode === '120000') {
      notes.push(
        `\`${path}\` becomes a symbolic link to \`${file.content}\`, which a proposal cannot carry. Make it by hand.`,
      );
    } else if (link) {
      notes.push(
        `\`${path}\` is left out: \`${link}\` is a symbolic link here. Remove the link, and plan again.`,
      );
    } else {
      changes.push({
        path: at(path),
        content: file.content,
        executable: file.mode === '100755',
      });
    }
  }
  for (const [path, file] of before) {
    if (file.mode !== '120000' && !after.has(path)) {
      changes.push({ path: at(path), deleted: true });
    }
  }
  return { changes, notes };
}

/** The link that a file would have to be written through. */
function linkAbove(path: string, tree: FileTree): string | undefined {
  for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
    const above = path.slice(0, end);
    if (tree.get(above)?.mode === '120000') {
      return above;
    }
  }
  return undefined;
}
