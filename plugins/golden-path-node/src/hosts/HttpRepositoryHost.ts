import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { RepositoryHost, RepositoryName } from './RepositoryHost';

const TIMEOUT_MS = 10_000;

/**
 * A host whose API has one resource per repository, to be read and deleted.
 * That is what Gitea's, GitHub's and GitLab's have in common.
 */
export class HttpRepositoryHost implements RepositoryHost {
  readonly type: RepositoryHost['type'];
  readonly host: string;
  readonly #options: {
    apiUrl(repository: RepositoryName): string;
    webUrl(repository: RepositoryName): string;
    contentsPath(defaultBranch: string): string;
    headers(repository: RepositoryName): Promise<Record<string, string>>;
    deleteNeeds: string;
  };

  constructor(
    type: RepositoryHost['type'],
    host: string,
    options: {
      apiUrl(repository: RepositoryName): string;
      webUrl(repository: RepositoryName): string;
      contentsPath(defaultBranch: string): string;
      headers(repository: RepositoryName): Promise<Record<string, string>>;
      deleteNeeds: string;
    },
  ) {
    this.type = type;
    this.host = host;
    this.#options = options;
  }

  async exists(repository: RepositoryName): Promise<boolean> {
    const { status } = await this.#send('GET', repository);
    if (status === 404) {
      return false;
    }
    // A redirect is what hosts answer for a repository that was renamed: the name is not free either.
    if (status < 400) {
      return true;
    }
    throw this.#refused(status, 'read');
  }

  async defaultBranch(repository: RepositoryName): Promise<string | undefined> {
    const { status, body } = await this.#send('GET', repository);
    if (status === 404) {
      return undefined;
    }
    if (status !== 200) {
      throw this.#refused(status, 'read');
    }
    const branch = body?.default_branch;
    return typeof branch === 'string' && branch ? branch : undefined;
  }

  async delete(repository: RepositoryName): Promise<void> {
    const { status } = await this.#send('DELETE', repository);
    if (status === 404 || (status >= 200 && status < 300)) {
      return;
    }
    throw this.#refused(status, 'delete');
  }

  urls(repository: RepositoryName, defaultBranch: string) {
    const repositoryUrl = this.#options.webUrl(repository);
    return {
      repositoryUrl,
      remoteUrl: `${repositoryUrl}.git`,
      repoContentsUrl: `${repositoryUrl}${this.#options.contentsPath(
        defaultBranch,
      )}`,
    };
  }

  async #send(
    method: string,
    repository: RepositoryName,
  ): Promise<{ status: number; body?: { default_branch?: unknown } }> {
    const headers = await this.#options.headers(repository);
    try {
      const response = await fetch(this.#options.apiUrl(repository), {
        method,
        headers,
        // Never follow: the credentials belong to this host only.
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const { status } = response;
      if (status !== 200 || method !== 'GET') {
        await response.body?.cancel();
        return { status };
      }
      return { status, body: await response.json().catch(() => undefined) };
    } catch (error) {
      throw new ServiceUnavailableError(
        `The git host ${this.host} did not answer. Try again in a moment.`,
        error,
      );
    }
  }

  #refused(status: number, what: string): Error {
    if (status === 401 || status === 403) {
      const needs = what === 'delete' ? ` (${this.#options.deleteNeeds})` : '';
      return new NotAllowedError(
        `The git host ${this.host} does not let the portal's account ${what} the repository${needs}. Ask the platform team to look at the configured credentials.`,
      );
    }
    return new ServiceUnavailableError(
      `The git host ${this.host} answered with status ${status}. Try again in a moment.`,
    );
  }
}
