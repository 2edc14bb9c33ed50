import { GraphNode } from '@waymark-idp/plugin-conformity-common';
import { StandardFile } from '@waymark-idp/plugin-conformity-node';
import { ToThread } from './messages';

// As many as may be asked for in turns: by two batches, and by a preview.
const MOST_KEPT = 3;

/**
 * What many examinations have in common: a thread is told once, and then by
 * key. Lists are told from each other as objects.
 */
export class SharedWithThread {
  readonly #tell: (message: ToThread) => void;
  readonly #standards = new Map<readonly StandardFile[], number>();
  readonly #graphs = new Map<readonly GraphNode[], number>();
  /** As the thread knows them. */
  #nodes = new Map<string, GraphNode>();
  #keys = 0;

  constructor(tell: (message: ToThread) => void) {
    this.#tell = tell;
  }

  standards(files: readonly StandardFile[]): number {
    return this.#keyOf(this.#standards, files, key =>
      this.#tell({ kind: 'standards', key, files }),
    );
  }

  /** Of a graph that grows, only what is new is told. */
  graph(nodes: readonly GraphNode[]): number {
    return this.#keyOf(this.#graphs, nodes, key => {
      const known = this.#nodes;
      this.#nodes = new Map(nodes.map(node => [node.ref, node]));
      this.#tell({
        kind: 'graph',
        key,
        nodes: JSON.stringify(
          nodes.filter(node => known.get(node.ref) !== node),
        ),
        gone: [...known.keys()].filter(ref => !this.#nodes.has(ref)),
      });
    });
  }

  #keyOf<T>(keys: Map<T, number>, value: T, tell: (key: number) => void) {
    let key = keys.get(value);
    if (key === undefined) {
      key = this.#keys++;
      tell(key);
      keys.set(value, key);
      const [[oldest, old]] = keys;
      if (keys.size > MOST_KEPT) {
        keys.delete(oldest);
        this.#tell({ kind: 'forget', key: old });
      }
    }
    return key;
  }
}
