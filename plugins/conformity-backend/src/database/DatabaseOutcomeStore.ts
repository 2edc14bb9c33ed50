import { Knex } from 'knex';
import { unpackOutcomes } from './packedOutcomes';
import { ComponentRow } from './rows';

/** What is known of a component, for comparing it with what could be. */
export type KnownOutcomes = Pick<
  ComponentRow,
  | 'entity_ref'
  | 'title'
  | 'owner'
  | 'source_url'
  | 'score'
  | 'level'
  | 'outcomes'
>;

/** Reads the outcomes of all components, so many at a time. */
export interface OutcomeStore {
  /** How many components have outcomes. */
  count(): Promise<number>;
  /** Those behind an entity ref, in their order. */
  after(entityRef: string | undefined, limit: number): Promise<KnownOutcomes[]>;
}

/** {@link OutcomeStore} on PostgreSQL. */
export class DatabaseOutcomeStore implements OutcomeStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseOutcomeStore {
    return new DatabaseOutcomeStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async count(): Promise<number> {
    const [{ count }] = await this.#evaluated().count({ count: '*' });
    return Number(count);
  }

  async after(
    entityRef: string | undefined,
    limit: number,
  ): Promise<KnownOutcomes[]> {
    const rows = await this.#evaluated()
      .select<KnownOutcomes[]>(
        'entity_ref',
        'title',
        'owner',
        'source_url',
        'score',
        'level',
        'outcomes',
      )
      .where('entity_ref', '>', entityRef ?? '')
      .orderBy('entity_ref')
      .limit(limit);
    return rows.map(unpackOutcomes);
  }

  #evaluated() {
    return this.#knex<ComponentRow>('component_state')
      .whereNull('gone_at')
      .whereNotNull('evaluated_at');
  }
}
