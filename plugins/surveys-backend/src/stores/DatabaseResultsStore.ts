import type { Knex } from 'knex';
import type { Results } from '@waymark-idp/plugin-surveys-common';

/** So many results are kept in memory. */
const KEPT = 20;

interface KnownResults {
  results: Results;
  text: Buffer;
}

/** Results as computed at closing. There is no way to change them. */
export class DatabaseResultsStore {
  readonly #knex: Knex;
  /** Those read last: large, and never different. */
  readonly #known = new Map<string, KnownResults>();

  static create(knex: Knex) {
    return new DatabaseResultsStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insert(trx: Knex.Transaction, results: Results): Promise<void> {
    await trx('results').insert({
      wave_id: results.waveId,
      results: JSON.stringify(results),
    });
  }

  /** Results of a survey's closed waves, the latest first. */
  async latestOf(
    trx: Knex.Transaction,
    surveyId: string,
    limit: number,
  ): Promise<Results[]> {
    return trx('results as r')
      .join('waves as w', 'w.id', 'r.wave_id')
      .where('w.survey_id', surveyId)
      .orderBy('w.closes_at', 'desc')
      .limit(limit)
      .pluck('r.results');
  }

  async get(waveId: string): Promise<Results | undefined> {
    return (await this.#read(waveId))?.results;
  }

  /** The same as JSON text, which is large: it is written once, not for each reader. */
  async getText(waveId: string): Promise<Buffer | undefined> {
    return (await this.#read(waveId))?.text;
  }

  async #read(waveId: string): Promise<KnownResults | undefined> {
    const known = this.#known.get(waveId);
    if (known) return known;
    const row = await this.#knex('results')
      .where({ wave_id: waveId })
      .first('results');
    if (!row) return undefined;
    const read = {
      results: row.results,
      text: Buffer.from(JSON.stringify(row.results)),
    };
    const [oldest] = this.#known.keys();
    if (this.#known.size >= KEPT) this.#known.delete(oldest);
    this.#known.set(waveId, read);
    return read;
  }
}
