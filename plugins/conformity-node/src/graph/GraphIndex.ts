import {
  ComponentDeclarations,
  GraphNode,
} from '@waymark-idp/plugin-conformity-common';
import type { DependencyGraph } from './DependencyGraph';
import type { Walks } from './Walks';

/** What looking around in a list of nodes needs; made once per list. */
export class GraphIndex {
  readonly nodes: readonly GraphNode[];
  /** The list as it is, once somebody asked for it. */
  asListed?: DependencyGraph;
  /** The walks of the list as it is, once somebody asked for them. */
  walks?: Walks;
  readonly declarations = new Map<string, ComponentDeclarations>();
  /** API to the components that provide it, sorted. */
  readonly providers = new Map<string, string[]>();
  /** Resource to the components that claim it, sorted. */
  readonly claimants = new Map<string, string[]>();
  /** Entity ref, as a row has it, to the components with such a row. */
  readonly namedBy = new Map<string, string[]>();

  static readonly #indexes = new WeakMap<readonly GraphNode[], GraphIndex>();

  static of(nodes: readonly GraphNode[]): GraphIndex {
    let index = GraphIndex.#indexes.get(nodes);
    if (!index) {
      index = new GraphIndex(nodes);
      GraphIndex.#indexes.set(nodes, index);
    }
    return index;
  }

  private constructor(nodes: readonly GraphNode[]) {
    this.nodes = nodes;
    const sorted = [...nodes].sort((a, b) => compare(a.ref, b.ref));
    for (const { ref, declarations } of sorted) {
      this.declarations.set(ref, declarations);
      declarations.provides.forEach(api => add(this.providers, api, ref));
      declarations.claims.forEach(claim =>
        add(this.claimants, claim.resource, ref),
      );
      declarations.dependencies.forEach(row => {
        if (row.ref !== undefined && row.synchronous) {
          add(this.namedBy, row.ref, ref);
        }
      });
    }
  }
}

function add(map: Map<string, string[]>, key: string, ref: string) {
  const known = map.get(key);
  if (!known) {
    map.set(key, [ref]);
  } else if (known[known.length - 1] !== ref) {
    known.push(ref);
  }
}

/** By code unit: the same order everywhere. */
export function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
