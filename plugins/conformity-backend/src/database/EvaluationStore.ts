import { Level, OutcomeChange } from '@waymark-idp/plugin-conformity-common';
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
  /** Undefined before the first evaluation. */
  previous?: {
    commit?: string;
    treeDigest?: string;
    entityDigest?: string;
    standardsDigest?: string;
    score?: number;
    level?: Level;
    outcomes: StoredOutcome[];
    stale: boolean;
  };
}

/** What an attempt found. */
export interface EvaluationResult {
  claim: Claim;
  commit?: string;
  treeDigest?: string;
  entityDigest: string;
  standardsDigest: string;
  score?: number;
  level?: Level;
  outcomes: StoredOutcome[];
  changes: OutcomeChange[];
  /** Why the repository could not be read, where it could not. */
  unavailable?: string;
}

/**
 * The outcomes of components, written under the attempt that owns them: what a
 * later attempt has claimed, an earlier one can no longer change.
 */
export interface EvaluationStore {
  /** Takes on those of the components for which an evaluation is wanted. */
  claim(entityRefs: string[]): Promise<Claim[]>;

  /** Stores outcomes and their changes; answers the refs that were written. */
  write(results: EvaluationResult[]): Promise<string[]>;

  /** Notes that nothing is different but, possibly, the commit. */
  confirm(claim: Claim, commit?: string): Promise<boolean>;

  /** Keeps the outcomes, marks them stale, and puts off the next attempt. */
  postpone(claim: Claim, reason: string): Promise<boolean>;

  /** Removes a component that the catalog no longer has. */
  forget(claim: Claim): Promise<boolean>;
}
