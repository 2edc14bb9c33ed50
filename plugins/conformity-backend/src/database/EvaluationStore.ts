import {
  ComponentDeclarations,
  Level,
  OutcomeChange,
  OutcomeState,
} from '@waymark-idp/plugin-conformity-common';
import { RepositoryWaiverRequests } from '@waymark-idp/plugin-conformity-node';
import { Knex } from 'knex';
import { StoredOutcome } from './rows';

/** A component that an attempt has taken on, with what was known before. */
export interface Claim {
  entityRef: string;
  /** Number of the attempt; only the last one may write. */
  attempt: number;
  /** ISO date-time at which the attempt began. */
  claimedAt: string;
  owner?: string;
  title?: string;
  sourceUrl: string;
  /** As last seen in the catalog. */
  entityEtag: string;
  /** Attempts in a row before this one that never came to an end. */
  lostAttempts: number;
  /** Undefined before the first evaluation. */
  previous?: {
    commit?: string;
    treeDigest?: string;
    entityDigest?: string;
    standardsDigest?: string;
    inputsDigest?: string;
    declarationsDigest?: string;
    score?: number;
    level?: Level;
    stale: boolean;
  };
}

/**
 * A component that may be as it was: evaluated with these standards, from the
 * entity that the catalog has. Nobody has taken it on.
 */
export interface Look {
  entityRef: string;
  /** Of the last attempt. */
  attempt: number;
  /** The time of the look, as the database writes it. */
  lookedAt: string;
  sourceUrl: string;
  commit: string;
  inputsDigest: string;
}

/** Of one standard, on one component. */
export interface StandardTally {
  standard: string;
  passed: number;
  /** Passed, failed and error. */
  answered: number;
}

/** Ids of checks by the state of their outcome. */
export type ChecksByState = Readonly<Record<OutcomeState, readonly string[]>>;

/** What is stored of a component. */
export interface Stored {
  outcomes: StoredOutcome[];
  checks: ChecksByState;
}

/** What an attempt found. */
export interface EvaluationResult {
  claim: Claim;
  commit?: string;
  treeDigest?: string;
  entityDigest: string;
  standardsDigest: string;
  inputsDigest: string;
  /** Of what was seen of other components, where a check looks at them. */
  graphDigest?: string;
  /** Undefined where nothing could be read: then what was known stays. */
  declarations?: ComponentDeclarations;
  declarationsDigest?: string;
  /** Undefined where the repository was not read. */
  waiverRequests?: RepositoryWaiverRequests;
  score?: number;
  level?: Level;
  /** As they are stored: see `packOutcomes`. */
  outcomes: string;
  /** The checks in each state, without those that are not enforced yet. */
  checks: ChecksByState;
  /** As they were; undefined before the first evaluation. */
  checksBefore?: ChecksByState;
  changes: OutcomeChange[];
  standards: StandardTally[];
  /** Why the repository could not be read, where it could not. */
  unavailable?: string;
  /** When to try again, where that was said. */
  retryAt?: Date;
}

/** An attempt that has to be made again. */
export interface Postponement {
  claim: Claim;
  reason: string;
  /** Defaults to a time that doubles with each failure. */
  retryAt?: Date;
}

/** A component whose row was written. */
export interface Written {
  entityRef: string;
  /** Something newer is wanted already. */
  again: boolean;
}

/** Told of components that now declare something else, in the transaction that writes it. */
export type DeclarationsListener = (
  entityRefs: string[],
  trx: Knex,
) => Promise<void>;

/** Gets results before they are written, any number of times. */
export type WritingListener = (results: EvaluationResult[]) => Promise<void>;

/**
 * The outcomes of components, written under the attempt that owns them: what a
 * later attempt has claimed, an earlier one can no longer change.
 *
 * Every method takes any number of components in a fixed number of statements,
 * and answers for those that the attempt still owned.
 */
export interface EvaluationStore {
  /** How long after its last sign of life an attempt counts as lost. */
  readonly leaseSeconds: number;

  /**
   * Takes on those of the components for which an evaluation is wanted, and
   * that nobody is at. Leaves out those whose last attempt was lost.
   */
  claim(entityRefs: string[]): Promise<Claim[]>;

  /** Those that are wanted, that may be as they were, and that nobody is at. */
  look(entityRefs: string[], standardsDigest: string): Promise<Look[]>;

  /**
   * Notes that nothing was different at the time of the look. Only where nobody
   * has taken the component on since.
   */
  confirmLook(looks: Look[]): Promise<Written[]>;

  /** Takes on one of those whose last attempt was lost, to be evaluated by itself. */
  claimLost(entityRefs: string[]): Promise<Claim | undefined>;

  /** Says that the attempts are still being worked at. */
  renew(claims: Claim[]): Promise<void>;

  /** Gives back what has not been begun. */
  release(claims: Claim[]): Promise<void>;

  /** What is stored now. */
  stored(entityRefs: string[]): Promise<Map<string, Stored>>;

  /** Stores outcomes and their changes. */
  write(results: EvaluationResult[]): Promise<Written[]>;

  /** Notes that nothing is different but, possibly, the commit. */
  confirm(same: { claim: Claim; commit?: string }[]): Promise<Written[]>;

  /** Keeps the outcomes, marks them stale, and puts off the next attempt. */
  postpone(postponements: Postponement[]): Promise<Written[]>;

  /** Hides components that the catalog no longer has. */
  forget(claims: Claim[]): Promise<Written[]>;
}
