import { shortRef } from './declarations';
import { RESILIENCE_FILE } from './declarationFiles';
import { DependencyGraph } from './DependencyGraph';
import { atRow, GraphFinding } from './GraphFinding';

/** The rows of the component that name nothing that the catalog relates it to. */
export function unknownDependencies(graph: DependencyGraph): GraphFinding[] {
  const { self, own } = graph;
  const related = new Set(own.relatesTo.flatMap(ref => meanings(graph, ref)));
  return own.dependencies.flatMap(row => {
    const { ref, name, external } = row;
    if (
      external ||
      (ref !== undefined && meanings(graph, ref).some(r => related.has(r)))
    ) {
      return [];
    }
    const what = ref === undefined ? `\`${name}\`` : shortRef(ref);
    return [
      atRow(
        row,
        ref === undefined ? [self] : [self, ref],
        `${shortRef(
          self,
        )} calls ${what}, and the catalog relates it to nothing of that name`,
      ),
    ];
  });
}

/**
 * The APIs that the component consumes, and the services that it depends on,
 * that none of its rows is about. Libraries are not called, and of resources
 * nobody can tell.
 */
export function undeclaredDependencies(graph: DependencyGraph): GraphFinding[] {
  const { self, own } = graph;
  const declared = new Set(
    own.dependencies.flatMap(({ ref }) =>
      ref === undefined ? [] : meanings(graph, ref),
    ),
  );
  return own.relatesTo
    .filter(
      ref =>
        (ref.startsWith('api:') ||
          graph.declarationsOf(ref)?.type === 'service') &&
        !meanings(graph, ref).some(meaning => declared.has(meaning)),
    )
    .map(
      ref =>
        new GraphFinding({
          message: `${shortRef(self)} is related to ${shortRef(
            ref,
          )} in the catalog, and no row says what happens when it fails`,
          chain: [self, ref],
          file: RESILIENCE_FILE,
        }),
    );
}

/** An API and those who provide it mean the same here. */
function meanings(graph: DependencyGraph, ref: string): string[] {
  return [ref, ...graph.targetsOf(graph.self, ref)];
}
