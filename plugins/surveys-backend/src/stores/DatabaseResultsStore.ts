import type { Knex } from 'knex';
import type { Results } from '@waymark-idp/plugin-surveys-common';

/** Results as computed at closing. There is no way to change them. */
export class DatabaseResultsStore {
  readonly #knex: Knex;

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

  async get(waveId: string): Promise<Results | undefined> {
    const row = await this.#knex('results')
      .where({ wave_id: waveId })
      .first('results');
    return row?.results;
  }
}
