import { BestWalks } from './BestWalks';
import type { DependencyGraph } from './DependencyGraph';

/** The walks along synchronous calls in a graph, both ways; found when asked for. */
export class Walks {
  readonly #graph: DependencyGraph;
  readonly #starts: readonly string[];
  #above?: BestWalks;
  #below?: BestWalks;

  /** @param starts - From where walks will be asked for. */
  constructor(graph: DependencyGraph, starts: readonly string[]) {
    this.#graph = graph;
    this.#starts = starts;
  }

  /** To callers, and on to theirs; each step goes from who is called to who calls. */
  get above(): BestWalks {
    this.#above ??= BestWalks.create(this.#starts, node =>
      this.#graph
        .callsTo(node)
        .map(({ from, to, attempts }) => ({ from: to, to: from, attempts })),
    );
    return this.#above;
  }

  /** To what is called, and on. */
  get below(): BestWalks {
    this.#below ??= BestWalks.create(this.#starts, node =>
      this.#graph.callsOf(node),
    );
    return this.#below;
  }
}
