import {
  ComponentGraph,
  GraphNode,
} from '@waymark-idp/plugin-conformity-common';
import { graphDigests, usesGraph } from '@waymark-idp/plugin-conformity-node';
import { GraphStore } from '../database/GraphStore';
import { StandardsSource } from '../standards/StandardsSource';
import { Input, InputSource } from './InputSource';

interface Loaded {
  known: Map<string, { digest: string; node: GraphNode }>;
  /** The same list for everybody: what is derived from it is derived once. */
  nodes: readonly GraphNode[];
  digests: Map<string, string>;
}

/**
 * The graph of declared dependencies, where a check looks at it.
 *
 * What components declared is kept in memory by its digest: each load asks the
 * database for the digests of all, and for those declarations that it has not
 * seen. Two statements, whatever the number of components.
 */
export class GraphInputSource implements InputSource<'graph'> {
  readonly name = 'graph';
  readonly #store: GraphStore;
  readonly #standards: StandardsSource;
  #loaded: Loaded = { known: new Map(), nodes: [], digests: new Map() };

  static create(options: {
    store: GraphStore;
    standards: StandardsSource;
  }): GraphInputSource {
    return new GraphInputSource(options);
  }

  private constructor(options: {
    store: GraphStore;
    standards: StandardsSource;
  }) {
    this.#store = options.store;
    this.#standards = options.standards;
  }

  async load(
    entityRefs: string[],
  ): Promise<Map<string, Input<ComponentGraph>>> {
    const loaded = await this.#current();
    if (!loaded) {
      return new Map();
    }
    const { nodes, digests } = loaded;
    return new Map(
      entityRefs.map(self => [
        self,
        { value: { self, nodes }, digest: digests.get(self) ?? '' },
      ]),
    );
  }

  /** By entity ref, where not empty; undefined where no check looks at the graph. */
  async digests(): Promise<Map<string, string> | undefined> {
    return (await this.#current())?.digests;
  }

  async #current(): Promise<Loaded | undefined> {
    if (!usesGraph(this.#standards.current().standards)) {
      return undefined;
    }
    const before = this.#loaded;
    const rows = await this.#store.digests();
    const different = rows.filter(
      ({ entityRef, digest }) => before.known.get(entityRef)?.digest !== digest,
    );
    if (different.length === 0 && rows.length === before.known.size) {
      return before;
    }
    const fresh = new Map(
      (different.length > 0
        ? await this.#store.declarations(
            different.map(({ entityRef }) => entityRef),
          )
        : []
      ).map(({ entityRef, digest, declarations }) => [
        entityRef,
        { digest, node: { ref: entityRef, declarations } },
      ]),
    );
    const known: Loaded['known'] = new Map();
    for (const { entityRef } of rows) {
      const one = fresh.get(entityRef) ?? before.known.get(entityRef);
      if (one) {
        known.set(entityRef, one);
      }
    }
    const nodes = [...known.values()].map(({ node }) => node);
    const digests = new Map(
      [...graphDigests(nodes)].filter(([, digest]) => digest !== ''),
    );
    this.#loaded = { known, nodes, digests };
    return this.#loaded;
  }
}
