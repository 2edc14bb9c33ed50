import { InputError, NotFoundError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { parseAddress } from '../proposals/address';
import { GitClone } from '../proposals/gitea/GitClone';

/** Larger files than this are not part of what is read. */
const LARGEST_FILE = '8m';

/** A branch with its past, as far as the host gives it. @public */
export interface RepositoryHistory {
  /** A bare repository of git, gone when the work is done. */
  gitDir: string;
  /** The newest commit of the branch. */
  commit: string;
}

/**
 * Works with the history of a branch: fetched by git into a temporary folder,
 * within a minute, without files of more than 8 MiB, with the credentials that
 * `integrations` has for the host.
 *
 * @param options.url - of the repository, or of something in it
 * @throws `InputError` where it is on no GitHub, GitLab or Gitea that is configured,
 *   otherwise an error that says what the host said and what to do
 * @public
 */
export async function withHistory<T>(
  options: {
    integrations: ScmIntegrationRegistry;
    url: string;
    branch: string;
  },
  work: (history: RepositoryHistory) => Promise<T>,
): Promise<T> {
  const { url, user, secret } = await remoteOf(
    options.integrations,
    options.url,
  );
  const basic = Buffer.from(`${user}:${secret}`).toString('base64');
  const clone = await GitClone.create({
    url,
    authorization: secret ? `Basic ${basic}` : undefined,
    secrets: secret ? [secret, basic] : [],
    filter: `blob:limit=${LARGEST_FILE}`,
  });
  try {
    const { branch } = options;
    const commit = (await clone.fetch([branch])).get(branch);
    if (!commit) {
      throw new NotFoundError(`${url} has no branch ${branch}`);
    }
    return await work({ gitDir: clone.folder, commit });
  } finally {
    await clone.dispose();
  }
}

async function remoteOf(
  integrations: ScmIntegrationRegistry,
  url: string,
): Promise<{ url: string; user: string; secret?: string }> {
  const type = URL.canParse(url) ? integrations.byUrl(url)?.type : undefined;
  switch (type) {
    case 'github': {
      const { host } = integrations.github.byUrl(url)!.config;
      const base = `${new URL(url).protocol}//${host}`;
      const { project } = parseAddress(url, base, 'pull');
      const credentials =
        DefaultGithubCredentialsProvider.fromIntegrations(integrations);
      const { token } = await credentials.getCredentials({
        url: `${base}/${project}`,
      });
      const user = 'x-access-token';
      return { url: `${base}/${project}.git`, user, secret: token };
    }
    case 'gitlab': {
      const { baseUrl, token } = integrations.gitlab.byUrl(url)!.config;
      const { project } = parseAddress(url, baseUrl, '-/merge_requests');
      const base = baseUrl.replace(/\/+$/, '');
      return { url: `${base}/${project}.git`, user: 'oauth2', secret: token };
    }
    case 'gitea': {
      const { host, baseUrl, username, password } =
        integrations.gitea.byUrl(url)!.config;
      const base = (baseUrl ?? `https://${host}`).replace(/\/+$/, '');
      const { project } = parseAddress(url, base, 'pulls');
      const user = username ?? 'token';
      return { url: `${base}/${project}.git`, user, secret: password };
    }
    default:
      throw new InputError(
        `The history of ${url} cannot be read: it is on no GitHub, GitLab or Gitea that is configured under integrations`,
      );
  }
}
