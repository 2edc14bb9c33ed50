import {
  ComponentGraph,
  GraphNode,
} from '@waymark-idp/plugin-conformity-common';
import { DependencyGraph } from './DependencyGraph';

/**
 * The part of a graph that the checks of its component look at: itself, all
 * that it reaches by synchronous calls, all that reaches it, what it is related
 * to, and who claims the same. Evaluating with the part gives the same outcomes.
 *
 * @public
 */
export function graphPartOf(graph: ComponentGraph): ComponentGraph {
  const { self } = graph;
  const whole = DependencyGraph.create(graph);
  const refs = new Set([self]);
  const collect = (next: (ref: string) => string[]) => {
    const seen = new Set([self]);
    for (const ref of seen) {
      next(ref).forEach(to => seen.add(to));
    }
    seen.forEach(ref => refs.add(ref));
  };
  collect(ref => whole.callsOf(ref).map(({ to }) => to));
  collect(ref => whole.callsTo(ref).map(({ from }) => from));

  const { own } = whole;
  own.claims.forEach(({ resource }) =>
    whole.claimantsOf(resource).forEach(ref => refs.add(ref)),
  );
  const neighbours = [
    ...own.relatesTo,
    ...own.dependencies.flatMap(({ ref }) => ref ?? []),
  ];
  neighbours.forEach(ref =>
    whole.targetsOf(self, ref).forEach(to => refs.add(to)),
  );
  // Those in the part may name APIs that others provide too.
  const provided = new Set(
    [...refs].flatMap(ref =>
      (whole.declarationsOf(ref)?.dependencies ?? []).map(row => row.ref),
    ),
  );
  const nodes: GraphNode[] = graph.nodes.filter(
    ({ ref, declarations }) =>
      refs.has(ref) || declarations.provides.some(api => provided.has(api)),
  );
  return { self, nodes };
}
