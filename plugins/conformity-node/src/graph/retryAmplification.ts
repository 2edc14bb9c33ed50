import { limited, MOST, Step } from './BestWalks';
import { Call, DependencyGraph } from './DependencyGraph';
import {
  atRow,
  chainText,
  elided,
  GraphFinding,
  numberText,
} from './GraphFinding';

const MAX_CHARACTERS = 60;

/**
 * For each row by which the component itself retries: the chain of synchronous
 * calls through it with the most attempts, where these are more than the limit.
 *
 * A component that passes calls on once has no part in it, and cannot mend it.
 */
export function retryAmplification(
  graph: DependencyGraph,
  limit: number,
): GraphFinding[] {
  const retrying = graph.callsOf(graph.self).filter(call => call.attempts > 1);
  if (retrying.length === 0) {
    return [];
  }
  const worst = new Map<Call['row'], { product: number; call: Call }>();
  for (const call of retrying) {
    const product = productThrough(graph, call);
    const known = worst.get(call.row);
    if (product > limit && (!known || product > known.product)) {
      worst.set(call.row, { product, call });
    }
  }
  return [...worst].map(([row, { product, call }]) => {
    const steps = stepsThrough(graph, call);
    const chain = chainOf(steps);
    return atRow(
      row,
      chain,
      `${chainText(chain)}: ${attemptsText(product, steps)}, at most ${limit}`,
    );
  });
}

function productThrough({ walks }: DependencyGraph, call: Call): number {
  // In a cycle, the call itself multiplies each time one goes round.
  return walks.below.leadTogether(call.from, call.to)
    ? Infinity
    : limited(
        walks.above.product(call.from) *
          call.attempts *
          walks.below.product(call.to),
      );
}

function stepsThrough({ walks }: DependencyGraph, call: Call): Step[] {
  if (walks.below.leadTogether(call.from, call.to)) {
    return [call, ...walks.below.between(call.to, call.from)];
  }
  return [
    ...walks.above
      .from(call.from)
      .map(({ from, to, attempts }) => ({ from: to, to: from, attempts }))
      .reverse(),
    call,
    ...walks.below.from(call.to),
  ];
}

function chainOf(steps: readonly Step[]): string[] {
  return [steps[0].from, ...steps.map(({ to }) => to)];
}

function attemptsText(product: number, steps: readonly Step[]): string {
  if (product === Infinity) {
    return 'retried in a cycle, unbounded';
  }
  const factors = elided(
    steps.map(({ attempts }) => `${attempts}`),
    ' × ',
    MAX_CHARACTERS,
  );
  return product >= MOST
    ? `${factors} > 10^15 attempts`
    : `${factors}${
        steps.length > 1 ? ` = ${numberText(product)}` : ''
      } attempts`;
}
