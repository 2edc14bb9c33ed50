import { FileTree, TreeFile } from '@waymark-idp/plugin-golden-path-node';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Packs files into one value of the database. Same files, same bytes. */
export function packTree(tree: FileTree): Buffer {
  const files = [...tree]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { mode, content }]) => [
      path,
      mode,
      content.toString('base64'),
    ]);
  return gzipSync(JSON.stringify(files));
}

/** What {@link packTree} packed. */
export function unpackTree(archive: Buffer): FileTree {
  const files: [string, TreeFile['mode'], string][] = JSON.parse(
    gunzipSync(archive).toString('utf8'),
  );
  return new Map(
    files.map(([path, mode, content]) => [
      path,
      { mode, content: Buffer.from(content, 'base64') },
    ]),
  );
}
