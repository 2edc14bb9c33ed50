import { FileTree } from '@waymark-idp/plugin-golden-path-node';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';

/** A tar of a tree, as `git archive` makes it. */
export async function packTar(tree: FileTree): Promise<Buffer> {
  const archive = pack();
  const packed = buffer(archive);
  for (const [name, { content, mode }] of tree) {
    if (mode === '120000') {
      archive.entry({ name, type: 'symlink', linkname: String(content) });
    } else {
      archive.entry({ name, mode: mode === '100755' ? 0o755 : 0o644 }, content);
    }
  }
  archive.finalize();
  return await packed;
}
