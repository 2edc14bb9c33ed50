/**
 * What git knows about a file: its content, and one of its three modes.
 * The content of a symbolic link (`120000`) is its target.
 *
 * @public
 */
export interface TreeFile {
  content: Buffer;
  mode: '100644' | '100755' | '120000';
}

/** Files by path, `/`-separated, relative to the root of the repository. @public */
export type FileTree = ReadonlyMap<string, TreeFile>;

/** Same content and mode. @public */
export function isSameFile(
  a: TreeFile | undefined,
  b: TreeFile | undefined,
): boolean {
  return (
    a === b ||
    (a !== undefined &&
      b !== undefined &&
      a.mode === b.mode &&
      a.content.equals(b.content))
  );
}

/** Whether git would call it binary: a NUL among its first 8,000 bytes. */
export function isBinary(file: TreeFile): boolean {
  return file.content.subarray(0, 8000).includes(0);
}

/** The text of a file, or undefined where it is binary. */
export function textOf(file: TreeFile | undefined): string | undefined {
  return file && !isBinary(file) ? file.content.toString('utf8') : undefined;
}
