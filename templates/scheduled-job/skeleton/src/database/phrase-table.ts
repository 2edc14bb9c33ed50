import type { StoredPhrase } from '../domain/phrase-refresh.ts';
import type { Database, Transaction } from './database.ts';

export class PhraseTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The order of the primary key: nothing is skipped, or done twice, where languages are added meanwhile. */
  async languagesAfter(cursor: string | undefined, count: number): Promise<string[]> {
    const { rows } = await this.#database.query(
      'SELECT language FROM phrase WHERE language > $1 ORDER BY language LIMIT $2',
      [cursor ?? '', count],
    );
    return rows.map(({ language }) => language);
  }

  async set({ language, text }: StoredPhrase, transaction: Transaction): Promise<void> {
    await transaction.query('UPDATE phrase SET text = $2, refreshed_at = now() WHERE language = $1', [
      language,
      text,
    ]);
  }
}
