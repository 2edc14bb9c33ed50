import { ComponentDeclarations } from '@waymark-idp/plugin-conformity-common';
import { Knex } from 'knex';

/** What a component declared when it was last evaluated. */
export interface DeclaredRow {
  entityRef: string;
  /** Of the declarations. */
  digest: string;
  declarations: ComponentDeclarations;
}

/** The declarations of all components that are in the catalog. */
export interface GraphStore {
  /** Who declares anything, and what tells it from what it declared before. */
  digests(): Promise<Pick<DeclaredRow, 'entityRef' | 'digest'>[]>;

  declarations(entityRefs: string[]): Promise<DeclaredRow[]>;

  /**
   * Wants what was evaluated with another digest of the graph than now, and
   * answers it. Passes over what waits to be evaluated anyway.
   *
   * @param digests - by entity ref; what is not among them has the empty one.
   */
  wantOutdated(trx: Knex, digests: Map<string, string>): Promise<string[]>;
}
