import type { Knex } from 'knex';
import { DatabaseAskStore } from './DatabaseAskStore';
import { DatabaseDefinitionStore } from './DatabaseDefinitionStore';
import { DatabaseDraftStore } from './DatabaseDraftStore';
import { DatabaseInvitationStore } from './DatabaseInvitationStore';
import { DatabaseMilestoneStore } from './DatabaseMilestoneStore';
import { DatabasePromiseStore } from './DatabasePromiseStore';
import { DatabasePromptStore } from './DatabasePromptStore';
import { DatabasePersonalDataStore } from './DatabasePersonalDataStore';
import { DatabaseReplyStore } from './DatabaseReplyStore';
import { DatabaseResponseStore } from './DatabaseResponseStore';
import { DatabaseResultsStore } from './DatabaseResultsStore';
import { DatabaseScheduleStore } from './DatabaseScheduleStore';
import { DatabaseVolunteerStore } from './DatabaseVolunteerStore';
import { DatabaseWaveStore } from './DatabaseWaveStore';

/** The stores, and the database that their transactions begin on. */
export interface Stores {
  knex: Knex;
  waves: DatabaseWaveStore;
  invitations: DatabaseInvitationStore;
  responses: DatabaseResponseStore;
  drafts: DatabaseDraftStore;
  results: DatabaseResultsStore;
  personalData: DatabasePersonalDataStore;
  replies: DatabaseReplyStore;
  volunteers: DatabaseVolunteerStore;
  definitions: DatabaseDefinitionStore;
  schedules: DatabaseScheduleStore;
  asks: DatabaseAskStore;
  prompts: DatabasePromptStore;
  promises: DatabasePromiseStore;
  milestones: DatabaseMilestoneStore;
}

export function createStores(knex: Knex): Stores {
  return {
    knex,
    waves: DatabaseWaveStore.create(knex),
    invitations: DatabaseInvitationStore.create(knex),
    responses: DatabaseResponseStore.create(knex),
    drafts: DatabaseDraftStore.create(knex),
    results: DatabaseResultsStore.create(knex),
    personalData: DatabasePersonalDataStore.create(knex),
    replies: DatabaseReplyStore.create(knex),
    volunteers: DatabaseVolunteerStore.create(knex),
    definitions: DatabaseDefinitionStore.create(knex),
    schedules: DatabaseScheduleStore.create(knex),
    asks: DatabaseAskStore.create(knex),
    prompts: DatabasePromptStore.create(knex),
    promises: DatabasePromiseStore.create(knex),
    milestones: DatabaseMilestoneStore.create(knex),
  };
}
