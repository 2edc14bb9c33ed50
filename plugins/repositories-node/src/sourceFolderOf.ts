const FOLDER =
  /\/(?:src\/(?:branch|commit|tag)|-\/(?:tree|blob)|tree|blob)\/[^/]+\/(.+?)\/*$/;

/**
 * The folder that a source location names in its repository; empty for the top.
 *
 * @public
 */
export function sourceFolderOf(sourceUrl: string): string {
  const path = new URL(sourceUrl).pathname;
  return decodeURIComponent(FOLDER.exec(path)?.[1] ?? '');
}
