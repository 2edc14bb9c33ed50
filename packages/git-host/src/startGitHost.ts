import { once } from 'node:events';
import fs from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Account, Accounts } from './accounts';
import { createRouter } from './createRouter';
import { Git } from './git/Git';
import { createRequestListener } from './http/createRequestListener';
import type { HostServices } from './http/RequestContext';
import { STOP_PUSH_GRACE_MS, TRANSFER_TIMEOUT_MS } from './limits';
import { PullRequestService } from './pulls/PullRequestService';
import { recoverStorage } from './storage/recoverStorage';
import { RepositoryLocks } from './storage/RepositoryLocks';
import { RepositoryStore } from './storage/RepositoryStore';
import { Webhook } from './webhook/Webhook';

/**
 * Options of {@link startGitHost}.
 * @public
 */
export interface GitHostOptions {
  /** Folder that holds the repositories; made where it is missing. */
  root: string;
  accounts: Account[];
  /** Default 0: any free port. */
  port?: number;
  /** Address to listen on. Default 127.0.0.1. */
  bind?: string;
  /**
   * How others reach this host, without a trailing slash. Default
   * `http://localhost:<port>`; needed only where `bind` is not loopback.
   */
  publicUrl?: string;
  /** Where to announce pushes and pull requests, and the secret that signs the announcements. */
  webhook?: { url: string; secret: string };
  /** Receives one line per event worth keeping. Default: dropped. */
  log?: (message: string) => void;
}

/**
 * A running git host.
 * @public
 */
export interface GitHost {
  /** Base URL, without a trailing slash. */
  url: string;
  /**
   * Stops at once, except that pushes which git is already writing may end,
   * for five seconds at most.
   */
  close(): Promise<void>;
}

/**
 * Starts the embedded git host: for laptops and tests, never for production.
 *
 * @throws Error when git is missing, the port is taken, an account is
 * malformed, or NODE_ENV is `production`.
 * @public
 */
export async function startGitHost(options: GitHostOptions): Promise<GitHost> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'The embedded git host does not run with NODE_ENV=production: configure a real git host instead',
    );
  }
  const { bind = '127.0.0.1', log = () => {} } = options;
  const accounts = Accounts.create(options.accounts);
  const root = path.resolve(options.root);
  await fs.mkdir(root, { recursive: true, mode: 0o700 });
  const { home } = await recoverStorage(root);
  const git = Git.create({ home });
  await git.run(undefined, ['--version']).catch(error => {
    throw new Error(`The git host needs git on the PATH: ${error.message}`);
  });

  const server = createServer({
    headersTimeout: 20_000,
    requestTimeout: TRANSFER_TIMEOUT_MS,
  });
  server.listen(options.port ?? 0, bind);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = options.publicUrl ?? `http://localhost:${port}`;

  const repositories = RepositoryStore.create({ root, git });
  const locks = RepositoryLocks.create();
  const webhook =
    options.webhook &&
    Webhook.create({ ...options.webhook, baseUrl: url, git, log });
  const services: HostServices = {
    git,
    repositories,
    locks,
    pulls: PullRequestService.create({
      git,
      locks,
      webhook,
      temporaryPath: () => repositories.temporaryPath(),
    }),
    webhook,
    baseUrl: url,
    log,
  };
  const hostnames = ['localhost', '127.0.0.1', '[::1]', bind];
  server.on(
    'request',
    createRequestListener({
      services,
      accounts,
      router: createRouter(),
      hostnames: new Set([...hostnames, new URL(url).hostname]),
    }),
  );

  return {
    url,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const patience = new AbortController();
      await Promise.race([
        services.locks.idle(),
        sleep(STOP_PUSH_GRACE_MS, undefined, { signal: patience.signal }),
      ]).catch(() => {});
      patience.abort();
      git.stopAll();
      server.closeAllConnections();
      await Promise.all([closed, services.webhook?.close()]);
    },
  };
}
