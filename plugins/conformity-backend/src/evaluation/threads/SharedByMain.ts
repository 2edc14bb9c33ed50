import { GraphNode } from '@waymark-idp/plugin-conformity-common';
import {
  CompiledStandard,
  loadStandards,
} from '@waymark-idp/plugin-conformity-node';
import { ToThread } from './messages';

/** The thread's side of `SharedWithThread`. */
export class SharedByMain {
  readonly #standards = new Map<number, readonly CompiledStandard[]>();
  readonly #graphs = new Map<number, readonly GraphNode[]>();
  readonly #nodes = new Map<string, GraphNode>();

  take(message: Exclude<ToThread, { kind: 'examine' }>): void {
    const { kind, key } = message;
    switch (kind) {
      case 'standards':
        this.#standards.set(key, loadStandards(message.files).standards);
        break;
      case 'graph':
        for (const ref of message.gone) {
          this.#nodes.delete(ref);
        }
        for (const node of JSON.parse(message.nodes) as GraphNode[]) {
          this.#nodes.set(node.ref, node);
        }
        this.#graphs.set(key, [...this.#nodes.values()]);
        break;
      default:
        this.#standards.delete(key);
        this.#graphs.delete(key);
    }
  }

  standards(key: number): readonly CompiledStandard[] {
    return this.#standards.get(key)!;
  }

  graph(key: number): readonly GraphNode[] {
    return this.#graphs.get(key)!;
  }
}
