import {
  ComponentDeclarations,
  ComponentGraph,
  DeclaredDependency,
} from '@waymark-idp/plugin-conformity-common';

/** A component of a made-up graph: `calls` by name, each with its retries or more. */
export interface GraphEntry extends Partial<ComponentDeclarations> {
  calls?: Record<string, number | Partial<DeclaredDependency>>;
}

/** A full ref of a short one. */
export function refOf(name: string): string {
  return name.includes(':')
    ? name.replace(/:(?!.*\/)/, ':default/')
    : `component:default/${name}`;
}

/** A graph of components by name, as one of them sees it. */
export function graphOf(
  self: string,
  entries: Record<string, GraphEntry>,
): ComponentGraph {
  return {
    self: refOf(self),
    nodes: Object.entries(entries).map(([name, { calls = {}, ...more }]) => ({
      ref: refOf(name),
      declarations: {
        relatesTo: [],
        provides: [],
        claims: [],
        dependencies: Object.entries(calls).map(([to, row], i) => ({
          name: to,
          ref: refOf(to),
          synchronous: true,
          line: i + 2,
          ...(typeof row === 'number' ? { retries: row } : row),
        })),
        ...more,
      },
    })),
  };
}
