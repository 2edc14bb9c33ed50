import { InputError } from '@backstage/errors';
import {
  GithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { assertBranchName, assertRequest } from './assertRequest';
import { HostRegistry } from './HostRegistry';
import { withoutMark } from './marks';
import { openProposal } from './openProposal';
import { RepositoryHost } from './RepositoryHost';
import { Proposal, ProposalOptions, ProposalRequest, Proposals } from './types';

/** Options of {@link DefaultProposals}. @public */
export interface DefaultProposalsOptions {
  /** Which hosts there are, and the credentials for them. */
  integrations: ScmIntegrationRegistry;
  /** Default: that of the integrations, for tokens and GitHub apps. */
  githubCredentialsProvider?: GithubCredentialsProvider;
}

/**
 * Proposals on GitHub, GitLab and Gitea, by the configured integrations. On
 * Gitea, git has to be on the PATH.
 *
 * @public
 */
export class DefaultProposals implements Proposals {
  readonly #hosts: HostRegistry;

  static create(options: DefaultProposalsOptions): DefaultProposals {
    return new DefaultProposals(HostRegistry.create(options));
  }

  private constructor(hosts: HostRegistry) {
    this.#hosts = hosts;
  }

  async open(request: ProposalRequest): Promise<Proposal> {
    assertRequest(request);
    const { repositoryUrl, token } = request;
    return this.#at(repositoryUrl, token, host => openProposal(host, request));
  }

  async get(url: string, options: ProposalOptions = {}): Promise<Proposal> {
    return this.#at(url, options.token, (host, number) =>
      host.get(assertNumber(number, url)),
    );
  }

  async find(options: {
    repositoryUrl: string;
    branch: string;
    token?: string;
  }): Promise<Proposal | undefined> {
    const { repositoryUrl, branch, token } = options;
    assertBranchName(branch, 'branch');
    return this.#at(repositoryUrl, token, async host => {
      const all = await host.list(branch);
      return all.find(({ state }) => state === 'open') ?? all[0];
    });
  }

  async close(url: string, options: ProposalOptions = {}): Promise<Proposal> {
    return this.#at(url, options.token, async (host, number) => {
      const proposal = await host.get(assertNumber(number, url));
      return proposal.state === 'open'
        ? host.update(proposal.number, { state: 'closed' })
        : proposal;
    });
  }

  async #at<T extends Proposal | undefined>(
    url: string,
    token: string | undefined,
    work: (host: RepositoryHost, number: number | undefined) => Promise<T>,
  ): Promise<T> {
    const { host, address } = await this.#hosts.find(url, token);
    try {
      const result = await work(host, address.number);
      return result && forReaders(result);
    } finally {
      await host.dispose?.();
    }
  }
}

/** What we wrote for ourselves is not part of the text. */
function forReaders<T extends Proposal>(proposal: T): T {
  return { ...proposal, description: withoutMark(proposal.description) };
}

function assertNumber(number: number | undefined, url: string): number {
  if (number === undefined) {
    throw new InputError(`'${url}' is not the address of a proposal`);
  }
  return number;
}
