import type { Knex } from 'knex';
import type { SurveyPlan } from '@waymark-idp/plugin-surveys-common';

/** A survey made in the portal. */
export interface StoredDefinition {
  id: string;
  yaml: string;
  plan: SurveyPlan;
  revision: number;
  changedBy: string;
  changedAt: Date;
}

/** Surveys that were made in the portal. */
export class DatabaseDefinitionStore {
  readonly #knex: Knex;

  static create(knex: Knex) {
    return new DatabaseDefinitionStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(): Promise<StoredDefinition[]> {
    return (await this.#knex('survey_definitions').select('*')).map(fromRow);
  }

  async get(id: string): Promise<StoredDefinition | undefined> {
    const row = await this.#knex('survey_definitions').where({ id }).first();
    return row && fromRow(row);
  }

  /** Undefined when there is one with this id. */
  async insert(
    definition: Omit<StoredDefinition, 'revision'>,
  ): Promise<StoredDefinition | undefined> {
    const [row] = await this.#knex('survey_definitions')
      .insert({ ...toRow(definition), revision: 1 })
      .onConflict()
      .ignore()
      .returning('*');
    return row && fromRow(row);
  }

  /** Undefined when it is not there, or not at this revision any more. */
  async update(definition: StoredDefinition) {
    const { id, revision } = definition;
    const [row] = await this.#knex('survey_definitions')
      .where({ id, revision })
      .update({ ...toRow(definition), revision: revision + 1 })
      .returning('*');
    return row && fromRow(row);
  }

  async delete(id: string): Promise<boolean> {
    return (await this.#knex('survey_definitions').where({ id }).delete()) > 0;
  }
}

function toRow(definition: Omit<StoredDefinition, 'revision'>) {
  return {
    id: definition.id,
    yaml: definition.yaml,
    plan: JSON.stringify(definition.plan),
    changed_by: definition.changedBy,
    changed_at: definition.changedAt,
  };
}

function fromRow(row: any): StoredDefinition {
  return {
    id: row.id,
    yaml: row.yaml,
    plan: row.plan,
    revision: row.revision,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  };
}
