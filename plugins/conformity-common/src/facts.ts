import { JsonObject } from '@backstage/types';

/**
 * What one collector knows about one component: pushed by CI or another tool,
 * or collected in the portal.
 *
 * @public
 */
export interface CollectedFacts {
  /** The collector's id, as in `facts.<collector>.<name>`. */
  collector: string;
  /** Values by name, as the collector's schema declares them. */
  values: JsonObject;
  /** ISO date-time of the collection. */
  collectedAt: string;
  /** ISO date-time after which the facts are stale, and checks that read them are `error`. */
  staleAt?: string;
  /** Who or what brought them: a service principal, a CI job's address. */
  source?: string;
  /** The commit they speak of, where they speak of one. */
  commit?: string;
}
