import {
  ComponentDeclarations,
  ComponentGraph,
  DeclaredDependency,
  GraphNode,
} from '@waymark-idp/plugin-conformity-common';
import { EXTERNAL } from './declarations';
import { compare, GraphIndex } from './GraphIndex';
import { Walks } from './Walks';

/** One component waits for another. */
export interface Call {
  from: string;
  to: string;
  /** 1 and its retries. */
  attempts: number;
  row: DeclaredDependency;
}

const NOTHING: ComponentDeclarations = {
  dependencies: [],
  relatesTo: [],
  provides: [],
  claims: [],
};

/** What of a component's declarations makes calls, of its own and of others. */
function callsText(declarations: ComponentDeclarations): string {
  return JSON.stringify([
    declarations.dependencies
      .filter(row => row.synchronous)
      .map(({ ref, name, retries = 0 }) => [ref ?? { name }, retries]),
    declarations.provides,
  ]);
}

/**
 * The graph of declared dependencies as one component sees it: with its own
 * declarations as they are now, whatever the list has of it.
 */
export class DependencyGraph {
  readonly self: string;
  readonly own: ComponentDeclarations;
  readonly #index: GraphIndex;
  #walks?: Walks;
  readonly #calls = new Map<string, readonly Call[]>();
  readonly #callsTo = new Map<string, readonly Call[]>();

  /** @param own - Defaults to what the list has. */
  static create(
    graph: ComponentGraph,
    own?: ComponentDeclarations,
  ): DependencyGraph {
    return new DependencyGraph(graph, own);
  }

  /** Nobody's view: the list as it is; the same one for everybody. */
  static asListed(nodes: readonly GraphNode[]): DependencyGraph {
    const index = GraphIndex.of(nodes);
    index.asListed ??= new DependencyGraph({ self: '', nodes });
    return index.asListed;
  }

  private constructor(graph: ComponentGraph, own?: ComponentDeclarations) {
    this.#index = GraphIndex.of(graph.nodes);
    this.self = graph.self;
    this.own = own ?? this.#listed ?? NOTHING;
  }

  /** The walks of the graph; shared by all who call as the list has it. */
  get walks(): Walks {
    if (!this.#walks && this.#callsAsListed()) {
      const { nodes } = this.#index;
      this.#index.walks ??= new Walks(
        DependencyGraph.asListed(nodes),
        nodes.map(({ ref }) => ref),
      );
      this.#walks = this.#index.walks;
    }
    this.#walks ??= new Walks(this, [this.self]);
    return this.#walks;
  }

  get #listed(): ComponentDeclarations | undefined {
    return this.#index.declarations.get(this.self);
  }

  #callsAsListed(): boolean {
    const listed = this.#listed ?? NOTHING;
    return this.own === listed || callsText(this.own) === callsText(listed);
  }

  /** Undefined for what is no component, or declared nothing yet. */
  declarationsOf(ref: string): ComponentDeclarations | undefined {
    return ref === this.self ? this.own : this.#index.declarations.get(ref);
  }

  /** The components, or other things, that a row or a relation of a component means. */
  targetsOf(from: string, ref: string): string[] {
    if (!ref.startsWith('api:')) {
      return [ref];
    }
    const providers = this.#with(
      this.#index.providers.get(ref),
      this.own.provides.includes(ref),
    ).filter(provider => provider !== from);
    return providers.length > 0 ? providers : [ref];
  }

  /** The synchronous calls of a component, in the order of its rows. */
  callsOf(from: string): readonly Call[] {
    let calls = this.#calls.get(from);
    if (!calls) {
      const rows = this.declarationsOf(from)?.dependencies ?? [];
      calls = rows
        .filter(row => row.synchronous)
        .flatMap(row =>
          (row.ref === undefined
            ? [`${EXTERNAL}${row.name}`]
            : this.targetsOf(from, row.ref)
          ).map(to => ({ from, to, attempts: 1 + (row.retries ?? 0), row })),
        );
      this.#calls.set(from, calls);
    }
    return calls;
  }

  /** The synchronous calls to a component, by caller. */
  callsTo(to: string): readonly Call[] {
    let calls = this.#callsTo.get(to);
    if (!calls) {
      calls = this.#callersOf(to).flatMap(from =>
        this.callsOf(from).filter(call => call.to === to),
      );
      this.#callsTo.set(to, calls);
    }
    return calls;
  }

  #callersOf(to: string): string[] {
    const provided = this.declarationsOf(to)?.provides ?? [];
    const direct = this.#index.namedBy.get(to);
    if (provided.length === 0 && !this.#callsByName(to)) {
      return this.#with(direct, false);
    }
    const names = [to, ...provided];
    return this.#with(
      [...new Set(names.flatMap(ref => this.#index.namedBy.get(ref) ?? []))],
      names.some(name => this.#callsByName(name)),
    ).sort(compare);
  }

  #callsByName(name: string): boolean {
    return this.own.dependencies.some(
      ({ ref, synchronous }) => synchronous && ref === name,
    );
  }

  /** Who claims a resource, sorted. */
  claimantsOf(resource: string): string[] {
    return this.#with(
      this.#index.claimants.get(resource),
      this.own.claims.some(claim => claim.resource === resource),
    );
  }

  /** Puts in, or leaves out, the component itself as it is now. */
  #with(refs: readonly string[] | undefined, included: boolean): string[] {
    if (!refs) {
      return included ? [this.self] : [];
    }
    const others = refs.filter(ref => ref !== this.self);
    return included ? [...others, this.self].sort(compare) : others;
  }
}
