import { Knex } from 'knex';

/** A component as the catalog has it, reduced to what is kept here. */
export interface NoticedComponent {
  entityRef: string;
  /** `metadata.etag`: changes whenever the entity or its relations do. */
  entityEtag: string;
  title?: string;
  /** Entity ref. */
  owner?: string;
  /** Entity ref. */
  system?: string;
  /** `spec.type`, in lower case. */
  type?: string;
  /** `spec.lifecycle`, in lower case. */
  lifecycle?: string;
  /** The source location, without `url:`. */
  sourceUrl: string;
}

/** Something in the catalog, and what is directly above it. */
export interface CatalogParent {
  /** Of a group or a system. */
  entityRef: string;
  /** Of a group or a domain. */
  parentRef: string;
}

/**
 * Which components there are, and from when on an evaluation is wanted.
 *
 * `wanted_at` is what lasts: a job in the queue is only a nudge. Every method
 * takes the transaction in which the caller also enqueues, and answers the
 * refs to enqueue.
 */
export interface WantedStore {
  /** Takes in new and changed components; answers only those. */
  notice(trx: Knex, components: NoticedComponent[]): Promise<string[]>;

  /**
   * Hides the components that are not among `present`. Those that come back
   * have their history.
   *
   * @param before - Spares those taken in at or after this time.
   */
  forgetAbsent(present: string[], before: Date): Promise<string[]>;

  /** Removes what has been gone for so long, with its history. */
  removeGone(seconds: number): Promise<string[]>;

  /** Replaces what is known of what is above what. */
  setParents(parents: CatalogParent[]): Promise<void>;

  want(trx: Knex, entityRefs: string[]): Promise<string[]>;

  /** Wants all components whose sources are in this repository. */
  wantRepository(trx: Knex, repositoryUrl: string): Promise<string[]>;

  /** Wants what was evaluated with other standards than these. */
  wantOtherStandards(trx: Knex, standardsDigest: string): Promise<string[]>;

  /** The time on the clock of the database. */
  clock(): Promise<Date>;

  /**
   * What is wanted and not yet done, and whose time to try again has come; and
   * what nobody looked at for so long: not every host sends webhooks.
   */
  due(trx: Knex): Promise<string[]>;
}
