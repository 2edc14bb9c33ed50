import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import {
  getGiteaLatestCommitUrl,
  getGiteaRequestOptions,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { assertRepositoryUrl } from './assertRepositoryUrl';
import { commitTimeOf, timeIn } from './commitTime';
import { RepositoryUnavailableError } from './errors';
import { fetchOnHost } from './fetchOnHost';
import { defaultRepositoryLimits } from './limits';
import { MemoryRepositorySnapshot } from './MemoryRepositorySnapshot';
import { toRepositoryFailure } from './toRepositoryFailure';
import { TreeCollector } from './TreeCollector';
import {
  RepositoryLimits,
  RepositoryReader,
  RepositoryReadOptions,
  PackableSnapshot,
} from './types';

/**
 * Reads repositories through Backstage's URL reader, whatever host they are on.
 *
 * @public
 */
export class UrlReaderRepositoryReader implements RepositoryReader {
  readonly #urlReader: UrlReaderService;
  readonly #integrations: ScmIntegrationRegistry;
  readonly #logger: LoggerService | undefined;
  readonly #limits: RepositoryLimits;

  static create(options: {
    urlReader: UrlReaderService;
    integrations: ScmIntegrationRegistry;
    logger?: LoggerService;
    limits?: Partial<RepositoryLimits>;
  }) {
    return new UrlReaderRepositoryReader(options);
  }

  private constructor(options: {
    urlReader: UrlReaderService;
    integrations: ScmIntegrationRegistry;
    logger?: LoggerService;
    limits?: Partial<RepositoryLimits>;
  }) {
    this.#urlReader = options.urlReader;
    this.#integrations = options.integrations;
    this.#logger = options.logger;
    this.#limits = { ...defaultRepositoryLimits, ...options.limits };
  }

  async read(options: RepositoryReadOptions): Promise<PackableSnapshot> {
    const { url } = options;
    return this.#bounded(url, options.signal, async abort => {
      const pinned = await this.#pin(url, abort.signal);
      const collector = new TreeCollector({
        url,
        limits: this.#limits,
        keep: options.keep,
        onFailure: () => abort.abort(),
      });
      try {
        const response = await this.#urlReader.readTree(pinned.url, {
          signal: abort.signal,
          filter: (path, info) => collector.offer(path, info?.size),
        });
        for (const file of await response.files()) {
          if (collector.failure) {
            break;
          }
          collector.touched(file.lastModifiedAt);
          const content = await file.content();
          // A tar entry without bytes arrives as an empty array.
          collector.store(
            file.path,
            Buffer.isBuffer(content) ? content : Buffer.alloc(0),
          );
        }
        if (!collector.failure) {
          const commit = pinned.commit ?? response.etag;
          let committedAt = pinned.committedAt ?? collector.modifiedAt;
          if (!committedAt && options.commitTime) {
            committedAt = await commitTimeOf({
              integrations: this.#integrations,
              url,
              commit,
              signal: abort.signal,
            });
          }
          return this.#snapshot(url, { commit, committedAt }, collector);
        }
      } catch (error) {
        if (!collector.failure) {
          throw error;
        }
      }
      this.#logger?.warn(collector.failure.message);
      throw collector.failure;
    });
  }

  async resolveCommit(
    url: string,
    options?: { signal?: AbortSignal },
  ): Promise<string> {
    return this.#bounded(url, options?.signal, async abort => {
      const pinned = await this.#pin(url, abort.signal);
      if (pinned.commit) {
        return pinned.commit;
      }
      const { etag } = await this.#urlReader.readTree(url, {
        signal: abort.signal,
        filter: () => false,
      });
      // The tree itself is not wanted: hang up instead of downloading it.
      abort.abort();
      return etag;
    });
  }

  #snapshot(
    url: string,
    known: { commit: string; committedAt?: Date },
    collector: TreeCollector,
  ) {
    if (collector.files.size === 0) {
      // A host that fails while it makes the archive looks the same as a tree
      // without files, so neither may pass for "all files are missing".
      throw new RepositoryUnavailableError(
        'empty',
        `There are no files at ${url}: the repository or folder is empty, or the host sent no archive`,
      );
    }
    return MemoryRepositorySnapshot.create({
      url,
      ...known,
      branch: branchOf(url),
      files: collector.files,
      fileBytes: this.#limits.fileBytes,
    });
  }

  /**
   * Where the host tells a branch's commit in one small request, reads at that
   * commit: the reader otherwise asks for the commit and for the archive of the
   * branch one after the other, and a push in between would mislabel the tree.
   */
  async #pin(
    url: string,
    signal: AbortSignal,
  ): Promise<{ url: string; commit?: string; committedAt?: Date }> {
    const integration = this.#integrations.gitea.byUrl(url);
    if (!integration) {
      return { url };
    }
    assertRepositoryUrl(url, { query: false });
    const address = getGiteaLatestCommitUrl(integration.config, url);
    const { headers } = getGiteaRequestOptions(integration.config);
    const response = await fetchOnHost(address, { headers, signal });
    if (!response.ok) {
      await response.body?.cancel();
      // What Gitea answers for a repository without any commit.
      if (response.status === 409) {
        throw new RepositoryUnavailableError(
          'empty',
          `The repository at ${url} has no commit yet`,
        );
      }
      throw Object.assign(
        new Error(
          `the host answered ${response.status} ${response.statusText}`,
        ),
        { retryAfter: response.headers.get('retry-after') },
      );
    }
    const answer = (await response.json()) as { sha?: unknown };
    const { sha } = answer;
    if (typeof sha !== 'string' || !/^[0-9a-f]{40,64}$/.test(sha)) {
      throw new Error('the host named no commit');
    }
    return {
      commit: sha,
      committedAt: timeIn(answer),
      url: url.replace(
        /\/src\/(branch|tag|commit)\/[^/]+/,
        `/src/commit/${sha}`,
      ),
    };
  }

  /** Runs within the time limit, and tells a timeout from the caller's abort. */
  async #bounded<T>(
    url: string,
    signal: AbortSignal | undefined,
    work: (abort: AbortController) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    assertRepositoryUrl(url);
    const abort = new AbortController();
    const { milliseconds } = this.#limits;
    let stop: (reason: unknown) => void = () => {};
    const stopped = new Promise<never>((_, reject) => {
      stop = reason => {
        reject(reason);
        abort.abort();
      };
    });
    const timer = setTimeout(
      () =>
        stop(
          new RepositoryUnavailableError(
            'timeout',
            `Reading ${url} took longer than ${milliseconds} ms`,
          ),
        ),
      milliseconds,
    );
    const onAbort = () => stop(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    const working = work(abort);
    // Not every reader heeds the signal: the race ends the wait regardless, and
    // what the loser says afterwards has no listener any more.
    working.catch(() => {});
    try {
      return await Promise.race([working, stopped]);
    } catch (error) {
      if (signal?.aborted) {
        throw signal.reason;
      }
      throw toRepositoryFailure(url, error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      stopped.catch(() => {});
    }
  }
}

/**
 * `main` of `…/src/branch/main/`, `…/tree/main/` and `…/-/tree/main/`; a branch
 * with a slash cannot be told from a folder in it.
 */
function branchOf(url: string): string | undefined {
  const name = /\/(?:src\/branch|tree|blob)\/([^/?#]+)/.exec(url)?.[1];
  try {
    return name && decodeURIComponent(name);
  } catch {
    return name;
  }
}
