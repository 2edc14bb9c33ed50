import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account } from '../accounts';
import type { Git } from '../git/Git';
import type { RepositoryLocks } from '../storage/RepositoryLocks';
import type { RepositoryStore } from '../storage/RepositoryStore';
import type { PullRequestService } from '../pulls/PullRequestService';
import type { Webhook } from '../webhook/Webhook';

/** What every handler shares. */
export interface HostServices {
  git: Git;
  repositories: RepositoryStore;
  locks: RepositoryLocks;
  pulls: PullRequestService;
  webhook?: Webhook;
  /** How people and the portal reach this host, without a trailing slash. */
  baseUrl: string;
  log(message: string): void;
}

export interface RequestContext {
  services: HostServices;
  request: IncomingMessage;
  response: ServerResponse;
  params: Record<string, string>;
  query: URLSearchParams;
  /** Whoever sent valid credentials; undefined for an anonymous reader. */
  account: Account | undefined;
}
