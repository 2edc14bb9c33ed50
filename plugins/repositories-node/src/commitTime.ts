import {
  DefaultGithubCredentialsProvider,
  getGitLabRequestOptions,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { parseAddress } from './proposals/address';

/**
 * Asks the host when a commit was made: archives that the URL reader unpacks
 * have lost their times. Undefined where the host does not tell, or is of a kind
 * that is not asked.
 */
export async function commitTimeOf(options: {
  integrations: ScmIntegrationRegistry;
  url: string;
  commit: string;
  signal: AbortSignal;
}): Promise<Date | undefined> {
  const { signal, commit } = options;
  if (!/^[0-9a-f]{40,64}$/.test(commit)) {
    return undefined;
  }
  try {
    const request = await requestOf(options);
    if (!request) {
      return undefined;
    }
    const response = await fetch(request.url, {
      headers: request.headers,
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      return undefined;
    }
    return timeIn(await response.json());
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    // The tree is there: what is not known is an error where it is asked for.
    return undefined;
  }
}

/** When a commit was made, as GitHub, Gitea and GitLab write it. */
export function timeIn(answer: unknown): Date | undefined {
  const { commit, committed_date: committedDate } = answer as {
    commit?: { committer?: { date?: unknown } };
    committed_date?: unknown;
  };
  const time = new Date(String(commit?.committer?.date ?? committedDate));
  return Number.isNaN(time.getTime()) ? undefined : time;
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
  return undefined;
}
