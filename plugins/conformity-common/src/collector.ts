import { JsonObject } from '@backstage/types';

/** Somebody who tells facts about components: in the portal, or from outside. @public */
export interface CollectorReport {
  /** As in `facts.<id>.<name>`. */
  id: string;
  description: string;
  /** JSON Schema (2020-12) of the values of one component. */
  schema: JsonObject;
  /** For how long its facts hold, in seconds; undefined: for good. */
  freshForSeconds?: number;
  /** Whether the portal collects them, or they are pushed. */
  kind: 'collected' | 'pushed';
  /** Components with facts that hold, and with facts that are stale. */
  components: { fresh: number; stale: number };
}

/** What is told about one component. @public */
export interface PushedFact {
  entityRef: string;
  /** By name, as the collector's schema declares them. */
  values: JsonObject;
  /** The commit that they speak of. */
  commit?: string;
  /** ISO date-time, at most five minutes in the future. Default: now. */
  collectedAt?: string;
  /** Where they come from: the address of a CI job. */
  source?: string;
}

/** What came of a push. @public */
export interface PushFactsResponse {
  /** Facts that were taken. */
  accepted: number;
  /** Entity refs of the components that are evaluated again because of them. */
  wanted: string[];
}

/** The most facts that one request may carry. @public */
export const MAX_FACTS_PER_REQUEST = 1000;
