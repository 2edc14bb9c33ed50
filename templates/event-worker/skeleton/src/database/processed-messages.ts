import type { Database, Transaction } from './database.ts';

/**
 * Which messages have been done. Queues deliver at least once, and senders send again what they are not sure of: the mark
 * and what the message leads to are one transaction, so that the second delivery finds the first one's mark, or nothing.
 */
export class ProcessedMessages {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async has(id: string): Promise<boolean> {
    const { rows } = await this.#database.query('SELECT 1 FROM processed_message WHERE id = $1', [id]);
    return rows.length > 0;
  }

  /** @returns false where somebody was first. Waits for whoever is doing it at the moment. */
  async mark(id: string, transaction: Transaction): Promise<boolean> {
    const { rows } = await transaction.query(
      'INSERT INTO processed_message (id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id',
      [id],
    );
    return rows.length > 0;
  }

  /** Removes marks that are older than anything that could still be delivered. */
  async forget(): Promise<void> {
    await this.#database.query(
      `DELETE FROM processed_message WHERE processed_at < now() - interval '60 days'`,
    );
  }
}
