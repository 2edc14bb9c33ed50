import {
  DefaultGithubCredentialsProvider,
  getGiteaRequestOptions,
  getGitLabRequestOptions,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { fetchOnHost } from './fetchOnHost';
import { parseAddress } from './proposals/address';

/**
 * What the host says of a commit; undefined where it does not, or is of a kind
 * that is not asked.
 */
export async function readCommit(options: {
  integrations: ScmIntegrationRegistry;
  /** Address of the repository, or of anything in it. */
  url: string;
  commit: string;
  signal: AbortSignal;
}): Promise<unknown> {
  const { signal, commit } = options;
  if (!/^[0-9a-f]{40,64}$/.test(commit)) {
    return undefined;
  }
  try {
    const request = await requestOf(options);
    if (!request) {
      return undefined;
    }
    const response = await fetchOnHost(request.url, {
      headers: request.headers,
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      return undefined;
    }
    return await response.json();
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    return undefined;
  }
}

async function requestOf(options: {
  integrations: ScmIntegrationRegistry;
  url: string;
  commit: string;
}): Promise<{ url: string; headers: Record<string, string> } | undefined> {
  const { integrations, url, commit } = options;
  const github = integrations.github.byUrl(url)?.config;
  if (github?.apiBaseUrl) {
    const { project } = parseAddress(
      url,
      `${new URL(url).protocol}//${github.host}`,
      'pull',
    );
    const { headers } = await DefaultGithubCredentialsProvider.fromIntegrations(
      integrations,
    ).getCredentials({ url });
    return {
      url: `${github.apiBaseUrl}/repos/${project}/commits/${commit}`,
      headers: { Accept: 'application/vnd.github+json', ...headers },
    };
  }
  const gitlab = integrations.gitlab.byUrl(url)?.config;
  if (gitlab) {
    const { project } = parseAddress(url, gitlab.baseUrl, '-/merge_requests');
    return {
      url: `${gitlab.apiBaseUrl}/projects/${encodeURIComponent(
        project,
      )}/repository/commits/${commit}`,
      headers: getGitLabRequestOptions(gitlab).headers as Record<
        string,
        string
      >,
    };
  }
  const gitea = integrations.gitea.byUrl(url)?.config;
  if (gitea) {
    const { project } = parseAddress(
      url,
      gitea.baseUrl ?? `https://${gitea.host}`,
      'pulls',
    );
    return {
      url: `${
        gitea.baseUrl ?? `https://${gitea.host}`
      }/api/v1/repos/${project}/git/commits/${commit}`,
      headers: { ...getGiteaRequestOptions(gitea).headers },
    };
  }
  return undefined;
}
