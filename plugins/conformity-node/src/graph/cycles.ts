import { DependencyGraph } from './DependencyGraph';
import { atRow, chainText, GraphFinding } from './GraphFinding';

/** For each row of the component that is part of a cycle of synchronous calls, a shortest one. */
export function cycles(graph: DependencyGraph): GraphFinding[] {
  const { self } = graph;
  const seen = new Set<string>();
  return graph.callsOf(self).flatMap(({ to, row }) => {
    const { below } = graph.walks;
    if (seen.has(to) || !below.leadTogether(self, to)) {
      return [];
    }
    seen.add(to);
    const way = below.between(to, self).map(step => step.to);
    const chain = [self, to, ...way];
    const waits =
      to === self ? 'it waits for itself' : 'each waits for the next';
    return [atRow(row, chain, `${chainText(chain)}: ${waits}`)];
  });
}
