import { GraphNode } from '@waymark-idp/plugin-conformity-common';
import { hash } from 'node:crypto';
import { rivalsOf } from './claimConflicts';
import { Call, DependencyGraph } from './DependencyGraph';
import { stronglyConnected } from './stronglyConnected';

/**
 * For each node a digest of exactly what the checks of that component look at
 * of the others: it changes when one of their outcomes could, and not with what
 * is elsewhere in the graph. Where there is nothing of others to look at, and
 * for a component that is not among the nodes, it is the empty text.
 *
 * Linear in nodes and calls: a group of components that call each other in
 * cycles has one digest of itself and all below, and one of itself and all
 * above, each made of those of its neighbours.
 *
 * @public
 */
export function graphDigests(nodes: readonly GraphNode[]): Map<string, string> {
  const graph = DependencyGraph.asListed(nodes);
  const refs = nodes.map(({ ref }) => ref);
  const down = closureDigests(
    refs,
    ref => graph.callsOf(ref),
    call => call.to,
  );
  const up = closureDigests(
    refs,
    ref => graph.callsTo(ref),
    call => call.from,
  );
  return new Map(
    refs.map(ref => {
      const looksAt = [
        graph.callsOf(ref).flatMap(({ to }) => down.get(to) || []),
        graph
          .callsTo(ref)
          .map(({ from, attempts }) => [from, attempts, up.get(from)]),
        ...neighboursOf(nodes, ref),
      ];
      return [
        ref,
        looksAt.some(list => list.length > 0) ? digestOf(looksAt) : '',
      ];
    }),
  );
}

/** A digest of all calls that can be reached; the empty text where there is none. */
function closureDigests(
  refs: readonly string[],
  callsOf: (ref: string) => readonly Call[],
  targetOf: (call: Call) => string,
): Map<string, string> {
  const digests = new Map<string, string>();
  const groups = stronglyConnected(refs, ref => callsOf(ref).map(targetOf));
  for (const members of groups) {
    const steps = members.flatMap(ref =>
      callsOf(ref).map(call => {
        // Of a member there is none yet: it is the one that is being made.
        const on = digests.get(targetOf(call)) ?? '';
        return `${call.from} ${call.to} ${call.attempts} ${on}`;
      }),
    );
    const digest = steps.length > 0 ? digestOf(steps.sort()) : '';
    members.forEach(ref => digests.set(ref, digest));
  }
  return digests;
}

/** What is looked at of those next to a component, besides what they call in turn. */
function neighboursOf(nodes: readonly GraphNode[], ref: string): unknown[][] {
  const graph = DependencyGraph.create({ self: ref, nodes });
  const { own } = graph;
  const named = new Set([
    ...own.dependencies.flatMap(row => row.ref ?? []),
    ...own.relatesTo,
  ]);
  return [
    [...named].flatMap(name =>
      graph.targetsOf(ref, name).flatMap(to => {
        const theirs = to === ref ? undefined : graph.declarationsOf(to);
        return theirs
          ? [[name, to, theirs.deadlineMs, theirs.layer, theirs.type]]
          : [];
      }),
    ),
    own.claims.flatMap(claim => {
      const rivals = rivalsOf(graph, claim);
      return rivals.length > 0 ? [[claim.resource, rivals]] : [];
    }),
  ];
}

function digestOf(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url');
}
