import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { HumanDuration, JsonObject } from '@backstage/types';

/** What a collector found out about one component. @public */
export interface CollectedValues {
  /** By name, as the collector's schema declares them. */
  values: JsonObject;
  /** ISO date-time. Default: now. */
  collectedAt?: string;
  /** The commit that they speak of, where they speak of one. */
  commit?: string;
}

/** What a collector is asked for. @public */
export interface CollectRequest {
  /** The components of this batch, at most 500. */
  entities: readonly Entity[];
  signal: AbortSignal;
}

/**
 * Tells facts about components, for checks to ask as `facts.<id>.<name>`.
 *
 * @public
 */
export interface Collector {
  /** Lower case letters and digits, with `_` and `-`; it is a name in expressions, `facts["with-hyphens"]`. */
  id: string;
  description: string;
  /** JSON Schema (2020-12) of the values of one component. */
  schema: JsonObject;
  /** For how long its facts hold; a check on older ones is `error`. Default: for good. */
  freshFor?: HumanDuration;
  /** How often {@link Collector.collect} is asked. Default: every hour. */
  every?: HumanDuration;
  /**
   * Finds out the values of many components, by entity ref; components about
   * which there is nothing to say are left out. Without this function the
   * collector is one that others push to.
   */
  collect?(
    request: CollectRequest,
  ): Promise<ReadonlyMap<string, CollectedValues>>;
}

/** Where collectors are added. @public */
export interface ConformityCollectorsExtensionPoint {
  /** @throws Error when there is one of that name already, or its schema is none. */
  addCollector(collector: Collector): void;
}

/** Where modules of the conformity plugin add collectors. @public */
export const conformityCollectorsExtensionPoint =
  createExtensionPoint<ConformityCollectorsExtensionPoint>({
    id: 'conformity.collectors',
  });
