import type { Knex } from 'knex';
import { DatabaseDraftStore } from './DatabaseDraftStore';
import { DatabaseInvitationStore } from './DatabaseInvitationStore';
import { DatabaseResponseStore } from './DatabaseResponseStore';
import { DatabaseResultsStore } from './DatabaseResultsStore';
import { DatabaseWaveStore } from './DatabaseWaveStore';

/** The stores, and the database that their transactions begin on. */
export interface Stores {
  knex: Knex;
  waves: DatabaseWaveStore;
  invitations: DatabaseInvitationStore;
  responses: DatabaseResponseStore;
  drafts: DatabaseDraftStore;
  results: DatabaseResultsStore;
}

export function createStores(knex: Knex): Stores {
  return {
    knex,
    waves: DatabaseWaveStore.create(knex),
    invitations: DatabaseInvitationStore.create(knex),
    responses: DatabaseResponseStore.create(knex),
    drafts: DatabaseDraftStore.create(knex),
    results: DatabaseResultsStore.create(knex),
  };
}
