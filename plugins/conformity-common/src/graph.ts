/**
 * What a component's repository and catalog entity declare about it for others
 * to be checked against; derived at each evaluation and kept with the component.
 *
 * @public
 */
export interface ComponentDeclarations {
  /** Entity ref of the owner, as the catalog relates it. */
  owner?: string;
  /** The catalog's `spec.type`: `service`, `library`. */
  type?: string;
  /** From the annotation `waymark.internal/layer`; undefined where it is none of the three. */
  layer?: Layer;
  /** The component's own deadline for answering a request, in milliseconds. */
  deadlineMs?: number;
  /** What it calls, as `resilience.yaml` declares it; at most 200. */
  dependencies: DeclaredDependency[];
  /** Entity refs of what the catalog says it depends on, and of the APIs it consumes; sorted. */
  relatesTo: string[];
  /** Entity refs of the APIs it provides; sorted. */
  provides: string[];
  /** What its OpenAPI files claim; at most 500. */
  claims: ResourceClaim[];
}

/** Where a component stands; calls go from the first to the last, never back. @public */
export type Layer = 'presentation' | 'business' | 'data';

/** One row of a resilience matrix. @public */
export interface DeclaredDependency {
  /** The name in the row. */
  name: string;
  /** The component, API or resource that it names, as an entity ref, where it names one. */
  ref?: string;
  /** Said to be outside of the organisation, where the catalog has nothing. */
  external?: boolean;
  /** Whether the caller waits for the answer. */
  synchronous: boolean;
  /** How long one attempt may take, in milliseconds. */
  timeoutMs?: number;
  /** Attempts after the first. */
  retries?: number;
  /** How long all attempts together may take, in milliseconds, where the row limits that. */
  deadlineMs?: number;
  /** 1-based line of the row in `resilience.yaml`. */
  line?: number;
}

/** A resource that an API says is its own. @public */
export interface ResourceClaim {
  /** The path below the host, parameters without their names: `/orders/{}`. */
  resource: string;
  /** Path of the file that claims it. */
  file: string;
  /** 1-based. */
  line?: number;
}

/** A component as others see it in the graph. @public */
export interface GraphNode {
  /** Entity ref. */
  ref: string;
  declarations: ComponentDeclarations;
}

/**
 * The graph of declared dependencies as the checks of one component see it: at
 * least itself, all that it can reach, what calls it, and what claims the same.
 *
 * @public
 */
export interface ComponentGraph {
  /** The component's own entity ref. */
  self: string;
  /**
   * In any order, each ref once. Not to be changed: what is derived from a list
   * is kept with the list.
   */
  readonly nodes: readonly GraphNode[];
}
