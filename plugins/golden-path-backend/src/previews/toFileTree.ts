import { FileTree, TreeFile } from '@waymark-idp/plugin-golden-path-node';
import { Rendered } from './toPreview';

/** The whole of the rendered files, as git will have them. */
export function toFileTree(files: Rendered['directoryContents']): FileTree {
  return new Map(
    files.map(({ path, base64Content, executable }): [string, TreeFile] => [
      path,
      {
        content: Buffer.from(base64Content, 'base64'),
        mode: executable ? '100755' : '100644',
      },
    ]),
  );
}
