import { Environment } from '@marcbachmann/cel-js';
import {
  ComponentDeclarations,
  ComponentGraph,
} from '@waymark-idp/plugin-conformity-common';
import { RepositorySnapshot } from '@waymark-idp/plugin-repositories-node';
import { Entity } from '@backstage/catalog-model';
import {
  undeclaredDependencies,
  unknownDependencies,
} from '../graph/catalogDifferences';
import { claimConflicts } from '../graph/claimConflicts';
import { claimsOf } from '../graph/claims';
import { cycles } from '../graph/cycles';
import { catalogDeclarationsOf } from '../graph/declarations';
import { DependencyGraph } from '../graph/DependencyGraph';
import { GraphFinding } from '../graph/GraphFinding';
import { resilienceOf } from '../graph/resilience';
import { retryAmplification } from '../graph/retryAmplification';
import { timeoutConflicts } from '../graph/timeoutConflicts';
import { upwardCalls } from '../graph/upwardCalls';
import { needsThePortal } from './collected';

/** What `graph` is in an expression. */
export class Graph {
  readonly #options: {
    entity: Entity;
    repository: RepositorySnapshot | undefined;
    graph: ComponentGraph | undefined;
    onFindings: (findings: readonly GraphFinding[]) => void;
  };
  #calls?: DependencyGraph;
  #claims?: DependencyGraph;

  constructor(options: {
    entity: Entity;
    repository: RepositorySnapshot | undefined;
    /** Undefined without the portal. */
    graph: ComponentGraph | undefined;
    onFindings: (findings: readonly GraphFinding[]) => void;
  }) {
    this.#options = options;
  }

  /** Looks at calls. */
  ofCalls(find: (graph: DependencyGraph) => GraphFinding[]): GraphFinding[] {
    this.#calls ??= this.#seenWith((repository, catalog) =>
      resilienceOf(repository, this.#options.entity, catalog.relatesTo),
    );
    return this.#noted(find(this.#calls));
  }

  /** Looks at claims. */
  ofClaims(find: (graph: DependencyGraph) => GraphFinding[]): GraphFinding[] {
    this.#claims ??= this.#seenWith(repository => ({
      claims: claimsOf(repository),
    }));
    return this.#noted(find(this.#claims));
  }

  #noted(findings: GraphFinding[]): GraphFinding[] {
    this.#options.onFindings(findings);
    return findings;
  }

  /** With what the component declares at this commit, whatever the portal has of it. */
  #seenWith(
    read: (
      repository: RepositorySnapshot,
      catalog: ComponentDeclarations,
    ) => Partial<ComponentDeclarations>,
  ): DependencyGraph {
    const { graph, repository, entity } = this.#options;
    if (!graph) {
      throw needsThePortal('the declarations of other components');
    }
    const catalog = catalogDeclarationsOf(entity);
    return DependencyGraph.create(
      graph,
      repository && { ...catalog, ...read(repository, catalog) },
    );
  }
}

/** Gives the language its variable `graph`. */
export function registerGraph(environment: Environment): void {
  const onCalls = {
    timeoutConflicts,
    cycles,
    upwardCalls,
    unknownDependencies,
    undeclaredDependencies,
  };
  environment
    .registerType('GraphFinding', {
      ctor: GraphFinding,
      fields: {
        message: 'string',
        chain: 'list<string>',
        file: 'string',
        line: 'int',
      },
    })
    .registerType('Graph', { ctor: Graph, fields: {} })
    .registerVariable('graph', 'Graph');
  for (const [name, find] of Object.entries(onCalls)) {
    environment.registerFunction(
      `Graph.${name}(): list<GraphFinding>`,
      (graph: Graph) => graph.ofCalls(find),
    );
  }
  environment
    .registerFunction(
      'Graph.retryAmplification(int): list<GraphFinding>',
      (graph: Graph, limit: bigint) =>
        graph.ofCalls(calls => retryAmplification(calls, Number(limit))),
    )
    .registerFunction(
      'Graph.claimConflicts(): list<GraphFinding>',
      (graph: Graph) => graph.ofClaims(claimConflicts),
    );
}
