import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../accounts';
import type { Git } from '../git/Git';
import type { Branch } from '../git/refs';
import type { PullRequest } from '../pulls/PullRequest';
import type { PullRequestAction } from '../pulls/PullRequestService';
import type { Repository } from '../storage/Repository';
import { pullRequestPayload } from './pullRequestPayload';
import { BranchUpdate, NO_COMMIT, pushPayload } from './pushPayload';

/** Pauses between attempts: about a minute in all, enough for a restart. */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
const ATTEMPT_TIMEOUT_MS = 10_000;
const MAX_PENDING = 500;

export interface WebhookOptions {
  url: string;
  /** Signs each body: X-Gitea-Signature is its HMAC-SHA256 in hexadecimal. */
  secret: string;
  baseUrl: string;
  git: Git;
  log(message: string): void;
}

type Event = 'push' | 'pull_request';

/**
 * Tells the portal which branches were made or moved, and what happened to pull
 * requests. Never in the way of what it tells: delivery runs beside it, is
 * tried again for about a minute and is then given up, since the portal also
 * looks for itself.
 */
export class Webhook {
  readonly #options: WebhookOptions;
  readonly #pending = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  private constructor(options: WebhookOptions) {
    this.#options = options;
  }

  static create(options: WebhookOptions): Webhook {
    return new Webhook(options);
  }

  /** One event for each branch that is new or elsewhere; none for a deleted. */
  announce(push: {
    repository: Repository;
    account: Account;
    before: Branch[];
    after: Branch[];
  }): void {
    const { git, baseUrl } = this.#options;
    const old = new Map(push.before.map(branch => [branch.name, branch.sha]));
    for (const { name, sha } of push.after) {
      if (old.get(name) !== sha) {
        const { repository, account } = push;
        const update: BranchUpdate = {
          branch: name,
          before: old.get(name) ?? NO_COMMIT,
          after: sha,
        };
        this.#enqueue('push', `${slug(repository)}#${name}`, () =>
          pushPayload(git, baseUrl, repository, account, update),
        );
      }
    }
  }

  /** One event, in the shape of Gitea's. */
  announcePullRequest(event: {
    repository: Repository;
    account: Account;
    pull: PullRequest;
    action: PullRequestAction;
  }): void {
    const { git, baseUrl } = this.#options;
    const what = `${slug(event.repository)} pull request ${event.pull.number}`;
    this.#enqueue('pull_request', what, () =>
      pullRequestPayload(git, baseUrl, event),
    );
  }

  /** Gives up what is still under way. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#pending);
  }

  #enqueue(event: Event, what: string, payload: () => Promise<unknown>) {
    const { log } = this.#options;
    if (this.#pending.size >= MAX_PENDING) {
      log(`webhook for ${what} dropped: ${MAX_PENDING} are waiting already`);
      return;
    }
    const delivery = payload()
      .then(body => this.#deliver(event, JSON.stringify(body)))
      .catch(error => {
        if (!this.#stopping.signal.aborted) {
          log(`webhook for ${what} given up: ${error.message}`);
        }
      })
      .finally(() => this.#pending.delete(delivery));
    this.#pending.add(delivery);
  }

  async #deliver(event: Event, body: string): Promise<void> {
    const id = randomUUID();
    for (let attempt = 0; ; attempt++) {
      try {
        await this.#attempt(event, id, body);
        return;
      } catch (error) {
        if (attempt >= PAUSES_MS.length) {
          throw error;
        }
        await sleep(PAUSES_MS[attempt], undefined, {
          signal: this.#stopping.signal,
        });
      }
    }
  }

  async #attempt(event: Event, id: string, body: string): Promise<void> {
    const { url, secret } = this.#options;
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Gitea-Event': event,
        'X-Gitea-Delivery': id,
        'X-Gitea-Signature': createHmac('sha256', secret)
          .update(body)
          .digest('hex'),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.any([
        this.#stopping.signal,
        AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
      ]),
    });
    await response.body?.cancel();
    if (!response.ok) {
      throw new Error(`the portal answered ${response.status}`);
    }
  }
}

function slug({ owner, name }: Repository): string {
  return `${owner}/${name}`;
}
