import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { Address, parseAddress } from './address';
import { GitClone } from './gitea/GitClone';
import { GiteaRepositoryHost } from './gitea/GiteaRepositoryHost';
import { GitHubApi } from './github/GitHubApi';
import { GitHubRepositoryHost } from './github/GitHubRepositoryHost';
import { GitLabRepositoryHost } from './gitlab/GitLabRepositoryHost';
import { HostRequests } from './HostRequests';
import { RepositoryHost } from './RepositoryHost';

interface Found {
  host: RepositoryHost;
  address: Address;
}

/** Finds the adapter of an address among the configured integrations. */
export class HostRegistry {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #github: GithubCredentialsProvider;

  private constructor(
    integrations: ScmIntegrationRegistry,
    github: GithubCredentialsProvider,
  ) {
    this.#integrations = integrations;
    this.#github = github;
  }

  static create(options: {
    integrations: ScmIntegrationRegistry;
    githubCredentialsProvider?: GithubCredentialsProvider;
  }): HostRegistry {
    return new HostRegistry(
      options.integrations,
      options.githubCredentialsProvider ??
        DefaultGithubCredentialsProvider.fromIntegrations(options.integrations),
    );
  }

  /** @throws `InputError` where no integration is for the address */
  async find(url: string, token: string | undefined): Promise<Found> {
    const type = URL.canParse(url)
      ? this.#integrations.byUrl(url)?.type
      : undefined;
    switch (type) {
      case 'github':
        return this.#onGitHub(url, token);
      case 'gitlab':
        return this.#onGitLab(url, token);
      case 'gitea':
        return this.#onGitea(url, token);
      default:
        throw new InputError(
          type
            ? `Proposals are possible on GitHub, GitLab and Gitea: ${url} is on ${type}`
            : `'${url}' is on no host that is configured under integrations`,
        );
    }
  }

  async #onGitHub(url: string, token: string | undefined): Promise<Found> {
    const { host, apiBaseUrl } = this.#integrations.github.byUrl(url)!.config;
    const address = parseAddress(
      url,
      `${new URL(url).protocol}//${host}`,
      'pull',
    );
    const [owner, repo] = address.project.split('/');
    const secret =
      token ?? (await this.#github.getCredentials({ url })).token ?? '';
    const requests = HostRequests.create({
      host,
      baseUrl: apiBaseUrl ?? `https://${host}/api/v3`,
      headers: {
        Accept: 'application/vnd.github+json',
        'X-GitHub-Api-Version': '2022-11-28',
        ...bearer(secret),
      },
      secrets: [secret],
    });
    const api = GitHubApi.create(requests);
    return {
      address,
      host: GitHubRepositoryHost.create({ api, host, owner, repo }),
    };
  }

  async #onGitLab(url: string, token: string | undefined): Promise<Found> {
    const config = this.#integrations.gitlab.byUrl(url)!.config;
    const address = parseAddress(url, config.baseUrl, '-/merge_requests');
    const secret = token ?? config.token ?? '';
    const requests = HostRequests.create({
      host: config.host,
      baseUrl: config.apiBaseUrl,
      // Both the tokens of users and those of integrations are taken so.
      headers: { Accept: 'application/json', ...bearer(secret) },
      secrets: [secret],
    });
    const { host } = config;
    const { project } = address;
    return {
      address,
      host: GitLabRepositoryHost.create({ requests, host, project }),
    };
  }

  async #onGitea(url: string, token: string | undefined): Promise<Found> {
    const { config } = this.#integrations.gitea.byUrl(url)!;
    const { host, username, password } = config;
    const baseUrl = (config.baseUrl ?? `https://${host}`).replace(/\/+$/, '');
    const address = parseAddress(url, baseUrl, 'pulls');
    const [owner, repo] = address.project.split('/');
    const pair = token
      ? // Gitea takes a token as the password of anybody.
        ['token', token]
      : [username ?? 'token', password];
    const basic = Buffer.from(pair.join(':')).toString('base64');
    const authorization = pair[1] ? `Basic ${basic}` : undefined;
    const secrets = [pair[1] ?? '', basic];
    const requests = HostRequests.create({
      host,
      baseUrl: `${baseUrl}/api/v1`,
      headers: {
        Accept: 'application/json',
        ...(authorization && { Authorization: authorization }),
      },
      secrets,
    });
    return {
      address,
      host: GiteaRepositoryHost.create({
        requests,
        host,
        owner,
        repo,
        openClone: () =>
          GitClone.create({
            url: `${baseUrl}/${owner}/${repo}.git`,
            authorization,
            secrets,
          }),
      }),
    };
  }
}

function bearer(secret: string): Record<string, string> {
  return secret ? { Authorization: `Bearer ${secret}` } : {};
}
