import { DeclaredDependency } from '@waymark-idp/plugin-conformity-common';
import { shortRef } from './declarations';
import { DependencyGraph } from './DependencyGraph';
import {
  atRow,
  chainText,
  GraphFinding,
  millisecondsText,
} from './GraphFinding';

/**
 * Where the component gives up on answers that are still coming, and where it
 * goes on waiting when its own callers have given up.
 */
export function timeoutConflicts(graph: DependencyGraph): GraphFinding[] {
  const ownDeadline = graph.own.deadlineMs;
  const found: GraphFinding[] = [];
  const waited = new Set<DeclaredDependency>();
  for (const { to, attempts, row } of graph.callsOf(graph.self)) {
    const chain = [graph.self, to];
    const report = (message: string) =>
      found.push(atRow(row, chain, `${chainText(chain)}: ${message}`));
    const callee = shortRef(to);
    const one = least(row.timeoutMs, row.deadlineMs);
    const theirs = graph.declarationsOf(to)?.deadlineMs;
    if (one !== undefined && theirs !== undefined && one < theirs) {
      report(
        `waits ${millisecondsText(
          one,
        )}, and ${callee} allows itself ${millisecondsText(theirs)}`,
      );
    }
    if (ownDeadline === undefined || waited.has(row)) {
      continue;
    }
    waited.add(row);
    const all = least(
      row.timeoutMs === undefined ? undefined : row.timeoutMs * attempts,
      row.deadlineMs,
    );
    const allows = `${shortRef(graph.self)} allows itself ${millisecondsText(
      ownDeadline,
    )}`;
    if (all === undefined) {
      report(`waits without a limit, and ${allows}`);
    } else if (all > ownDeadline) {
      report(
        all === row.deadlineMs || attempts === 1
          ? `waits up to ${millisecondsText(all)}, and ${allows}`
          : `${attempts} attempts of ${millisecondsText(
              row.timeoutMs!,
            )} take up to ${millisecondsText(all)}, and ${allows}`,
      );
    }
  }
  return found;
}

function least(...values: (number | undefined)[]): number | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
