import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { EffectiveChange } from './RepositoryHost';
import { TreeWalker } from './TreeWalker';
import { FileChange } from './types';

const LINK = '120000';
const SUBMODULE = '160000';
const FOLDER = '040000';
const EXECUTABLE = '100755';

/** The id that git gives to the content of a file. */
export function blobId(content: Buffer): string {
  return createHash('sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}

/**
 * The changes that make a difference to a tree, each of them possible there.
 *
 * A symbolic link is neither written to nor written through: what it points to
 * is not what the change was computed on.
 *
 * @throws `InputError`
 */
export async function toEffectiveChanges(
  changes: FileChange[],
  tree: TreeWalker,
): Promise<EffectiveChange[]> {
  const deleted = new Set(
    changes.filter(change => 'deleted' in change).map(({ path }) => path),
  );
  const effective = await Promise.all(
    changes.map(async (change): Promise<EffectiveChange | undefined> => {
      const { path } = change;
      const found = await tree.look(path);
      if (found?.mode === LINK || found?.mode === SUBMODULE) {
        throw new InputError(
          `'${found.blockedBy ?? path}' is a ${
            found.mode === LINK ? 'symbolic link' : 'submodule'
          }: change it by hand`,
        );
      }
      if (found?.blockedBy !== undefined) {
        if ('deleted' in change) {
          return undefined;
        }
        if (!deleted.has(found.blockedBy)) {
          throw new InputError(
            `'${path}' cannot be made: '${found.blockedBy}' is a file`,
          );
        }
      }
      const entry = found?.blockedBy === undefined ? found : undefined;
      if (entry?.mode === FOLDER) {
        throw new InputError(`'${path}' is a folder, not a file`);
      }
      if ('deleted' in change) {
        return entry && { path, content: undefined, executable: false };
      }
      const content = Buffer.from(change.content);
      const before = entry?.mode === EXECUTABLE;
      const executable = change.executable ?? before;
      return entry?.id === blobId(content) && executable === before
        ? undefined
        : { path, content, executable };
    }),
  );
  return effective.filter(change => change !== undefined);
}
