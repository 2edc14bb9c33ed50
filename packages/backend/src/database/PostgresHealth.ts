import { DatabaseManager } from '@backstage/backend-defaults/database';
import {
  RootConfigService,
  RootLifecycleService,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import { DatabaseHealth } from './DatabaseHealth';

const ASK_AGAIN_AFTER_MS = 1000;
const PATIENCE_MS = 3000;
// Whose schema is there in any case. Nothing of it is read.
const PLUGIN_ID = 'app';

type Client = Awaited<
  ReturnType<ReturnType<DatabaseManager['forPlugin']>['getClient']>
>;

/**
 * {@link DatabaseHealth} with one connection of its own, made as all plugins
 * make theirs, so that a pool that is used up does not look like a database that
 * is away.
 */
export class PostgresHealth implements DatabaseHealth {
  readonly #connect: () => Promise<Client>;
  readonly #logger: RootLoggerService;
  #client?: Promise<Client>;
  #asked?: { at: number; answer: Promise<boolean> };
  #answered = true;

  static create(options: {
    config: RootConfigService;
    lifecycle: RootLifecycleService;
    logger: RootLoggerService;
  }): PostgresHealth {
    const { config, lifecycle, logger } = options;
    const health = new PostgresHealth(
      () =>
        // A manager keeps a connection that failed: another one each time.
        DatabaseManager.fromConfig(config)
          .forPlugin(PLUGIN_ID, { logger, lifecycle })
          .getClient(),
      logger,
    );
    lifecycle.addShutdownHook(() => health.#close());
    return health;
  }

  private constructor(
    connect: () => Promise<Client>,
    logger: RootLoggerService,
  ) {
    this.#connect = connect;
    this.#logger = logger;
  }

  get answered(): boolean {
    return this.#answered;
  }

  answers(): Promise<boolean> {
    const now = Date.now();
    if (!this.#asked || now - this.#asked.at > ASK_AGAIN_AFTER_MS) {
      this.#asked = { at: now, answer: this.#ask() };
    }
    return this.#asked.answer;
  }

  async #ask(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await Promise.race([
        this.#select(),
        new Promise((_, reject) => {
          timer = setTimeout(
            () => reject(new Error(`no answer within ${PATIENCE_MS} ms`)),
            PATIENCE_MS,
          );
        }),
      ]);
      if (!this.#answered) {
        this.#logger.info('The database answers again');
      }
      this.#answered = true;
    } catch (error) {
      if (this.#answered) {
        this.#logger.error('The database does not answer', error as Error);
      }
      this.#answered = false;
    } finally {
      clearTimeout(timer);
    }
    return this.#answered;
  }

  async #select(): Promise<void> {
    this.#client ??= this.#connect();
    let client: Client;
    try {
      client = await this.#client;
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
    // A connection that does not answer in time is not used again.
    await client.raw('SELECT 1').timeout(PATIENCE_MS);
  }

  async #close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await client?.destroy();
  }
}
