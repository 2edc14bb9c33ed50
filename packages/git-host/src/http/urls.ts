/** Encodes a path that has slashes of its own. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/**
 * The address of a web page of a repository; each part is one segment, so a
 * branch `a/b` becomes `a%2Fb`. Pass a path of a file already encoded as
 * `{ path }`.
 */
export function pageUrl(
  baseUrl: string,
  repository: { owner: string; name: string },
  ...parts: (string | { path: string })[]
): string {
  const encoded = parts
    .map(part =>
      typeof part === 'string'
        ? encodeURIComponent(part)
        : encodePath(part.path),
    )
    .filter(Boolean);
  return [baseUrl, repository.owner, repository.name, ...encoded].join('/');
}
