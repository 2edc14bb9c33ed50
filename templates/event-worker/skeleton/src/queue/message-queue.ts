import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database, Transaction } from '../database/database.ts';
import type { Message } from './contract.ts';

const SCHEMA = 'queue';
const QUEUE = 'messages';
const DEAD_LETTERS = 'dead-letters';
const DAY = 24 * 60 * 60;

/** A message in hand. It is ours until it is done, has failed, or `expireInSeconds` have passed. */
export interface Delivery {
  jobId: string;
  /** As it was sent: nobody has looked at it yet. */
  message: unknown;
  /** The first is 1. */
  attempt: number;
  lastAttempt: boolean;
  /** Since when it has been in the queue. */
  since: Date;
}

export interface QueueState {
  /** Messages that could be taken now. */
  depth: number;
  /** How long the oldest of those has been there. */
  ageSeconds: number;
  deadLetters: number;
}

export interface MessageQueueOptions {
  database: Database;
  /** The longest that a message takes. */
  deadlineMs: number;
  logger: Logger;
  retry: { limit: number; delaySeconds: number };
}

/** The queue: tables of pg-boss in our own database, so that a message and what it leads to share a transaction. */
export class MessageQueue {
  readonly #boss: PgBoss;
  readonly #database: Database;

  static async start({ database, deadlineMs, logger, retry }: MessageQueueOptions): Promise<MessageQueue> {
    const boss = new PgBoss({ db: executing(database), schema: SCHEMA, schedule: false });
    boss.on('error', (exception) =>
      logger.warn({ event: 'queue.failed', exception }, 'The queue had an error'),
    );
    boss.on('warning', ({ message }) => logger.warn({ event: 'queue.warned' }, message));
    await boss.start();
    await boss.createQueue(DEAD_LETTERS);
    const options = {
      deadLetter: DEAD_LETTERS,
      retryLimit: retry.limit,
      retryDelay: retry.delaySeconds,
      retryBackoff: true, // doubles, with jitter
      retryDelayMax: 300,
      // Who has not finished by then has died with it in hand.
      expireInSeconds: Math.ceil((deadlineMs * 3) / 1_000),
      deleteAfterSeconds: DAY,
      retentionSeconds: 14 * DAY,
    };
    await boss.createQueue(QUEUE, options);
    await boss.updateQueue(QUEUE, options);
    return new MessageQueue(boss, database);
  }

  private constructor(boss: PgBoss, database: Database) {
    this.#boss = boss;
    this.#database = database;
  }

  /** Sends messages; with a transaction, only if that is committed. */
  async send(messages: readonly Message[], transaction?: Transaction): Promise<void> {
    const jobs = messages.map((data) => ({ data }));
    await this.#boss.insert(QUEUE, jobs, transaction ? { db: executing(transaction) } : {});
  }

  /** Takes up to `count` messages that are due, the oldest first. */
  async take(count: number): Promise<Delivery[]> {
    const jobs = await this.#boss.fetch<object>(QUEUE, { batchSize: count, includeMetadata: true });
    return jobs.map((job) => ({
      jobId: job.id,
      message: job.data,
      attempt: job.retryCount + 1,
      lastAttempt: job.retryCount >= job.retryLimit,
      since: job.createdOn,
    }));
  }

  async done({ jobId }: Delivery, transaction: Transaction): Promise<void> {
    await this.#boss.complete(QUEUE, jobId, null, { db: executing(transaction) });
  }

  /** Back into the queue for a later attempt, or to the dead letters after the last one. */
  async failed({ jobId }: Delivery, error: Error): Promise<void> {
    await this.#boss.fail(QUEUE, jobId, { name: error.name, message: error.message });
  }

  /** To the dead letters at once. */
  async refuse({ jobId, message }: Delivery, error: Error, transaction: Transaction): Promise<void> {
    const options = { db: executing(transaction) };
    await this.#boss.send(DEAD_LETTERS, message as object, options);
    await this.#boss.complete(QUEUE, jobId, { refused: error.message }, options);
  }

  /** Sends dead letters again, the oldest first, and says how many those were. */
  async redrive(limit: number): Promise<number> {
    return this.#boss.redrive(DEAD_LETTERS, { destination: QUEUE, limit });
  }

  /** The oldest dead letters. */
  async deadLetters(limit: number): Promise<{ message: unknown; since: Date }[]> {
    const { rows } = await this.#database.query(
      `SELECT data, created_on FROM ${SCHEMA}.job
       WHERE name = $1 AND state < 'active' ORDER BY created_on LIMIT $2`,
      [DEAD_LETTERS, limit],
    );
    return rows.map((row) => ({ message: row.data, since: row.created_on }));
  }

  async state(): Promise<QueueState> {
    const { rows } = await this.#database.query(
      `SELECT count(*) FILTER (WHERE name = $1 AND start_after <= now())::int AS depth,
              coalesce(extract(epoch FROM now() - min(created_on)
                FILTER (WHERE name = $1 AND start_after <= now())), 0)::float AS age,
              count(*) FILTER (WHERE name = $2)::int AS dead
       FROM ${SCHEMA}.job WHERE name IN ($1, $2) AND state < 'active'`,
      [QUEUE, DEAD_LETTERS],
    );
    return { depth: rows[0].depth, ageSeconds: rows[0].age, deadLetters: rows[0].dead };
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }
}

/** How pg-boss is handed a connection. */
function executing(connection: Pick<Transaction, 'query'>) {
  return { executeSql: (text: string, values?: unknown[]) => connection.query(text, values) };
}
