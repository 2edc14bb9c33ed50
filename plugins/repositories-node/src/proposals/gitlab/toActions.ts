import { EffectiveChange } from '../RepositoryHost';
import { blobId } from '../toEffectiveChanges';
import { TreeWalker } from '../TreeWalker';

/** One step of GitLab's commits API. */
export type GitLabAction =
  | { action: 'delete'; file_path: string }
  | {
      action: 'create' | 'update';
      file_path: string;
      content: string;
      encoding: 'base64';
    }
  | { action: 'chmod'; file_path: string; execute_filemode: boolean };

/**
 * The steps from a tree to the wanted files. What goes comes first, so that a
 * file can make room for a folder; GitLab keeps the mode of a file that it
 * updates, and creates files that are not executable.
 */
export async function toActions(
  changes: EffectiveChange[],
  tree: TreeWalker,
): Promise<GitLabAction[]> {
  const steps = await Promise.all(
    changes.map(async ({ path, content, executable }) => {
      const found = await tree.look(path);
      const entry = found?.blockedBy === undefined ? found : undefined;
      const actions: GitLabAction[] = [];
      if (content === undefined) {
        return entry ? [{ action: 'delete' as const, file_path: path }] : [];
      }
      if (entry?.id !== blobId(content)) {
        actions.push({
          action: entry ? 'update' : 'create',
          file_path: path,
          content: content.toString('base64'),
          encoding: 'base64',
        });
      }
      if (executable !== (entry?.mode === '100755')) {
        actions.push({
          action: 'chmod',
          file_path: path,
          execute_filemode: executable,
        });
      }
      return actions;
    }),
  );
  const all = steps.flat();
  return [
    ...all.filter(({ action }) => action === 'delete'),
    ...all.filter(({ action }) => action !== 'delete'),
  ];
}
