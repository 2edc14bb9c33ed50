/**
 * Whether a path stays inside the tree that it is listed in: relative, without
 * `.`, `..` or empty segments, without NUL. A backslash is an ordinary
 * character of a name in git and stays one here.
 *
 * @public
 */
export function isSafePath(path: string): boolean {
  return (
    path.length > 0 &&
    path.length <= 4096 &&
    !path.includes('\0') &&
    path
      .split('/')
      .every(segment => segment !== '' && segment !== '.' && segment !== '..')
  );
}
