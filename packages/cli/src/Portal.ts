import {
  FactsSnapshot,
  SnapshotsClient,
  StandardsBundle,
} from '@waymark-idp/plugin-conformity-common';
import { UsageError } from './errors';

const MILLISECONDS = 30_000;

/** The portal, as far as the command line asks it. */
export class Portal {
  readonly url: string;
  readonly #token: string | undefined;
  readonly #client: SnapshotsClient;

  /** @throws UsageError when it is no address. */
  static create(options: { url: string; token?: string }): Portal {
    let url: URL;
    try {
      url = new URL(options.url);
    } catch {
      throw new UsageError(
        `${options.url} is no address of a portal. It looks like https://portal.example.com.`,
      );
    }
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
      throw new UsageError(`${options.url} is no http address.`);
    }
    return new Portal(url.href.replace(/\/+$/, ''), options.token);
  }

  private constructor(url: string, token: string | undefined) {
    this.url = url;
    this.#token = token;
    this.#client = new SnapshotsClient({
      discoveryApi: { getBaseUrl: async () => `${url}/api/conformity` },
      fetchApi: { fetch },
    });
  }

  async standards(): Promise<StandardsBundle> {
    return await this.#ask('the standards', () =>
      this.#client.getStandardsBundle(this.#options()),
    );
  }

  /** Undefined where the catalog has no such component. */
  async facts(entityRef: string): Promise<FactsSnapshot | undefined> {
    return await this.#ask(`what it knows of ${entityRef}`, async () => {
      try {
        return await this.#client.getFacts(entityRef, this.#options());
      } catch (error) {
        if ((error as { statusCode?: number }).statusCode === 404) {
          return undefined;
        }
        throw error;
      }
    });
  }

  #options() {
    return { token: this.#token, signal: AbortSignal.timeout(MILLISECONDS) };
  }

  async #ask<T>(what: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      const { statusCode, message, cause } = error as {
        statusCode?: number;
        message: string;
        cause?: { message?: string };
      };
      const hint =
        statusCode === 401 || statusCode === 403
          ? ' Give a token that may: --token, or WAYMARK_TOKEN in the environment.'
          : '';
      throw new UsageError(
        `The portal ${this.url} did not tell ${what}: ${
          cause?.message ?? message
        }.${hint}`,
        error,
      );
    }
  }
}
