import { ComponentDeclarations } from '@waymark-idp/plugin-conformity-common';
import { Knex } from 'knex';
import { later } from './DatabaseWantedStore';
import { DeclaredRow, GraphStore } from './GraphStore';

const NOT_WAITING = 'wanted_at <= claimed_at AND stale_since IS NULL';

/** {@link GraphStore} on PostgreSQL; each method is one statement, or two. */
export class DatabaseGraphStore implements GraphStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseGraphStore {
    return new DatabaseGraphStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async digests(): Promise<Pick<DeclaredRow, 'entityRef' | 'digest'>[]> {
    const rows: { entity_ref: string; declarations_digest: string }[] =
      await this.#knex('component_state')
        .whereNotNull('declarations')
        .whereNotNull('declarations_digest')
        .whereNull('gone_at')
        .select('entity_ref', 'declarations_digest');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      digest: row.declarations_digest,
    }));
  }

  async declarations(entityRefs: string[]): Promise<DeclaredRow[]> {
    const rows: {
      entity_ref: string;
      declarations_digest: string;
      declarations: ComponentDeclarations;
    }[] = await this.#knex('component_state')
      .whereRaw('entity_ref = ANY(?)', [entityRefs])
      .whereNotNull('declarations')
      .whereNotNull('declarations_digest')
      .select('entity_ref', 'declarations_digest', 'declarations');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      digest: row.declarations_digest,
      declarations: row.declarations,
    }));
  }

  async wantOutdated(
    trx: Knex,
    digests: Map<string, string>,
  ): Promise<string[]> {
    // What is being evaluated may have seen the graph as it was before: it is
    // wanted again. What nobody has begun will see it as it is.
    const { rows } = await trx.raw<{
      rows: { entity_ref: string; graph_digest: string }[];
    }>(
      `SELECT entity_ref, graph_digest FROM component_state
       WHERE graph_digest IS NOT NULL AND gone_at IS NULL AND ${NOT_WAITING}`,
    );
    const entityRefs = rows
      .filter(row => row.graph_digest !== (digests.get(row.entity_ref) ?? ''))
      .map(row => row.entity_ref);
    return entityRefs.length === 0
      ? []
      : await later(trx, `entity_ref = ANY(:entityRefs) AND ${NOT_WAITING}`, {
          entityRefs,
        });
  }
}
