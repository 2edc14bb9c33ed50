import { CollectedFacts } from '@waymark-idp/plugin-conformity-common';
import { JsonObject } from '@backstage/types';

/** What a collector told about a component, to be stored. */
export interface NewFact {
  entityRef: string;
  collector: string;
  values: JsonObject;
  collectedAt: Date;
  /** Undefined: never. */
  staleAt?: Date;
  source: string;
  commit?: string;
}

/** What is stored, with what tells it from other values. */
export interface StoredFact extends CollectedFacts {
  entityRef: string;
  /** Of the values. */
  digest: string;
}

/** How much is known from a collector. */
export interface CollectorCount {
  collector: string;
  fresh: number;
  stale: number;
}

/** What collectors told; each method is one statement. */
export interface FactStore {
  /**
   * Stores the newest facts per component and collector, one for each; older
   * ones than are there are left out. Answers the components for which the
   * values are other than before, or were stale.
   */
  put(facts: NewFact[]): Promise<string[]>;

  /** All facts of the components. */
  load(entityRefs: string[]): Promise<StoredFact[]>;

  counts(): Promise<CollectorCount[]>;

  /** Components whose facts went stale after they were evaluated. */
  turnedStale(): Promise<string[]>;

  /** Removes facts of what is no component here, some time after they came. */
  removeOrphans(seconds: number): Promise<number>;
}
