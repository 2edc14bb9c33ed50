import { RepositoryUnavailableError } from './errors';

/**
 * Makes sure that a location is the address of a repository and of nothing else
 * on its host: it comes from whoever can register an entity, and the host is
 * asked with the credentials of the portal.
 *
 * @throws {@link RepositoryUnavailableError}
 */
export function assertRepositoryUrl(
  url: string,
  /** Whether its host has addresses with a query: Azure and Bitbucket have. */
  { query = true }: { query?: boolean } = {},
): void {
  const problem = !query && /[?#]/.test(url) ? 'has a query' : problemOf(url);
  if (problem) {
    throw new RepositoryUnavailableError(
      'unsupported',
      `${url} is not the address of a repository: it ${problem}`,
    );
  }
}

function problemOf(url: string): string | undefined {
  // As it is written: a parsed address has its `..` applied already.
  const [, path] = /^https?:\/\/[^/?#]+(\/[^?#]*)/i.exec(url) ?? [];
  if (!path || !URL.canParse(url)) {
    return 'is no http or https address with a path';
  }
  const { username, password } = new URL(url);
  if (username || password) {
    return 'names a user';
  }
  let plain = path;
  // What one server decodes, another behind it may decode again.
  for (let i = 0; i < 3; i++) {
    // eslint-disable-next-line no-control-regex
    if (/[\\\u0000-\u001f\u007f]/.test(plain)) {
      return 'has a character that no path has';
    }
    if (plain.split('/').some(segment => /^\.{1,2}$/.test(segment))) {
      return 'leads out of itself';
    }
    try {
      plain = decodeURIComponent(plain);
    } catch {
      // No path of a host is written like this twice over, but names may hold a %.
      break;
    }
  }
  return undefined;
}
