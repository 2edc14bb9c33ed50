import { FileTree, isSameFile } from '@waymark-idp/plugin-golden-path-node';
import { FileChange } from '@waymark-idp/plugin-repositories-node';

/**
 * What takes a repository from one tree to another. Links are left as they
 * are: a proposal writes plain files only.
 *
 * @param folder - where in the repository the trees are; empty for its top
 */
export function toChanges(
  before: FileTree,
  after: FileTree,
  folder: string,
): FileChange[] {
  const at = (path: string) => (folder ? `${folder}/${path}` : path);
  const changes: FileChange[] = [];
  for (const [path, file] of after) {
    if (file.mode !== '120000' && !isSameFile(before.get(path), file)) {
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
  return changes;
}
