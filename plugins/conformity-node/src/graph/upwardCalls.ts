import { LAYERS } from './declarations';
import { DependencyGraph } from './DependencyGraph';
import { atRow, chainText, GraphFinding } from './GraphFinding';

/** What the component calls, by its rows and its relations, that stands in a higher layer. */
export function upwardCalls(graph: DependencyGraph): GraphFinding[] {
  const { self, own } = graph;
  if (!own.layer) {
    return [];
  }
  const { layer } = own;
  const seen = new Set<string>();
  const found: GraphFinding[] = [];
  const called = [
    ...own.dependencies.map(row => ({ ref: row.ref, row })),
    ...own.relatesTo.map(ref => ({ ref, row: undefined })),
  ];
  for (const { ref, row } of called) {
    for (const to of ref === undefined ? [] : graph.targetsOf(self, ref)) {
      const theirs = graph.declarationsOf(to)?.layer;
      if (
        seen.has(to) ||
        !theirs ||
        LAYERS.indexOf(theirs) >= LAYERS.indexOf(layer)
      ) {
        continue;
      }
      seen.add(to);
      const chain = [self, to];
      const message = `${chainText(
        chain,
      )}: from the ${layer} layer up to the ${theirs} layer`;
      found.push(
        row ? atRow(row, chain, message) : new GraphFinding({ message, chain }),
      );
    }
  }
  return found;
}
