import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  getGiteaRequestOptions,
  getGitLabRequestOptions,
  GiteaIntegration,
  GithubIntegration,
  GitLabIntegration,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { HttpRepositoryHost } from './HttpRepositoryHost';
import { RepositoryHost, RepositoryName } from './RepositoryHost';

/**
 * The host that `integrations` of the configuration names, with its credentials.
 *
 * @throws `InputError` where no integration has this host, or it is of a kind that the golden path does not know
 * @public
 */
export function createRepositoryHost(
  integrations: ScmIntegrationRegistry,
  host: string,
): RepositoryHost {
  const integration = integrations.byHost(host);
  switch (integration?.type) {
    case 'gitea':
      return createGiteaHost(integrations.gitea.byHost(host)!);
    case 'github':
      return createGithubHost(integrations, integrations.github.byHost(host)!);
    case 'gitlab':
      return createGitlabHost(integrations.gitlab.byHost(host)!);
    case undefined:
      throw new InputError(
        `${JSON.stringify(
          host,
        )} is not a git host of this portal. Choose one that the form offers.`,
      );
    default:
      throw new InputError(
        `Repositories on ${host} cannot be created here: it is of type ${integration?.type}, and only gitea, github and gitlab are supported.`,
      );
  }
}

function path(repository: RepositoryName): string {
  const owner = repository.owner.split('/').map(encodeURIComponent).join('/');
  return `${owner}/${encodeURIComponent(repository.name)}`;
}

function createGiteaHost({ config }: GiteaIntegration): RepositoryHost {
  const baseUrl = config.baseUrl ?? `https://${config.host}`;
  return new HttpRepositoryHost('gitea', config.host, {
    apiUrl: repository => `${baseUrl}/api/v1/repos/${path(repository)}`,
    webUrl: repository => `${baseUrl}/${path(repository)}`,
    contentsPath: branch => `/src/branch/${encodeURIComponent(branch)}/`,
    headers: async () => ({ ...getGiteaRequestOptions(config).headers }),
    deleteNeeds: 'it must administer the organisation',
  });
}

function createGithubHost(
  integrations: ScmIntegrationRegistry,
  { config }: GithubIntegration,
): RepositoryHost {
  const credentials =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  return new HttpRepositoryHost('github', config.host, {
    apiUrl: repository => `${config.apiBaseUrl}/repos/${path(repository)}`,
    webUrl: repository => `https://${config.host}/${path(repository)}`,
    contentsPath: branch => `/blob/${encodeURIComponent(branch)}/`,
    headers: async repository => {
      const { headers } = await credentials.getCredentials({
        url: `https://${config.host}/${path(repository)}`,
      });
      return { ...headers, Accept: 'application/vnd.github+json' };
    },
    deleteNeeds:
      'a token needs the scope delete_repo, an app "Administration: write"',
  });
}

function createGitlabHost({ config }: GitLabIntegration): RepositoryHost {
  return new HttpRepositoryHost('gitlab', config.host, {
    apiUrl: ({ owner, name }) =>
      `${config.apiBaseUrl}/projects/${encodeURIComponent(`${owner}/${name}`)}`,
    webUrl: repository => `${config.baseUrl}/${path(repository)}`,
    contentsPath: branch => `/-/blob/${encodeURIComponent(branch)}/`,
    headers: async () => ({ ...getGitLabRequestOptions(config).headers }),
    deleteNeeds: 'it needs the role Owner in the group',
  });
}
