/**
 * What a component's repository and catalog entity declare about it for others
 * to be checked against; derived at each evaluation and kept with the component.
 *
 * @public
 */
export interface ComponentDeclarations {
  /** The component's own deadline for answering a request, in milliseconds. */
  deadlineMs?: number;
  /** What it calls, as `resilience.yaml` declares it. */
  dependencies: DeclaredDependency[];
}

/** One row of a resilience matrix. @public */
export interface DeclaredDependency {
  /** The name in the row. */
  name: string;
  /** The component or API that it names, as an entity ref, where it names one. */
  ref?: string;
  /** Whether the caller waits for the answer. */
  synchronous: boolean;
  /** How long one attempt may take, in milliseconds. */
  timeoutMs?: number;
  /** Attempts after the first. */
  retries?: number;
  /** 1-based line of the row in `resilience.yaml`. */
  line?: number;
}

/** A component as others see it in the graph. @public */
export interface GraphNode {
  ref: string;
  owner?: string;
  /** `presentation`, `business` or `data`, from the catalog. */
  layer?: string;
  declarations: ComponentDeclarations;
}

/**
 * The part of the graph of declared dependencies that the checks of one
 * component look at: itself, all that it can reach, and what calls it.
 *
 * @public
 */
export interface ComponentGraph {
  /** The component's own entity ref. */
  self: string;
  nodes: GraphNode[];
}
