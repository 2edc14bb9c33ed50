import { ResourceClaim } from '@waymark-idp/plugin-conformity-common';
import { shortRef } from './declarations';
import { DependencyGraph } from './DependencyGraph';
import { GraphFinding } from './GraphFinding';

/** The resources that the component's API claims and that of another owner does too. */
export function claimConflicts(graph: DependencyGraph): GraphFinding[] {
  return graph.own.claims.flatMap(claim => {
    const [other, ...more] = rivalsOf(graph, claim);
    if (!other) {
      return [];
    }
    const { file, line } = claim;
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    return [
      new GraphFinding({
        message: `${claim.resource} is claimed by ${shortRef(
          other.ref,
        )} of ${shortRef(other.owner)} too${others}`,
        chain: [graph.self, other.ref, ...more.map(({ ref }) => ref)],
        file,
        line,
      }),
    ];
  });
}

/** Who claims the same and belongs to somebody else. Where an owner is not known, nobody. */
export function rivalsOf(
  graph: DependencyGraph,
  claim: ResourceClaim,
): { ref: string; owner: string }[] {
  const mine = graph.own.owner;
  return graph.claimantsOf(claim.resource).flatMap(ref => {
    const owner = graph.declarationsOf(ref)?.owner;
    return ref === graph.self || !mine || !owner || owner === mine
      ? []
      : [{ ref, owner }];
  });
}
