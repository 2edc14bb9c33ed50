import { compare } from './GraphIndex';
import { shortestPath } from './shortestPath';
import { stronglyConnected } from './stronglyConnected';

/** A step of a walk, and how many times it is made for each time one gets there. */
export interface Step {
  from: string;
  to: string;
  attempts: number;
}

/** Products are exact up to here. */
export const MOST = 1e15;

interface Group {
  members: ReadonlySet<string>;
  product: number;
  /** A step within the group that multiplies, each time one goes round. */
  loop?: Step;
  /** The best step out of the group; undefined where none multiplies. */
  exit?: Step;
}

/**
 * The walks with the largest product of attempts, from each node that can be
 * reached from some. Computed once per strongly connected component, in the
 * order in which they lead to each other: linear in nodes and steps, whatever
 * the number of walks.
 */
export class BestWalks {
  readonly #groups = new Map<string, Group>();
  readonly #steps: (node: string) => readonly Step[];

  static create(
    starts: readonly string[],
    steps: (node: string) => readonly Step[],
  ): BestWalks {
    return new BestWalks(starts, steps);
  }

  private constructor(
    starts: readonly string[],
    steps: (node: string) => readonly Step[],
  ) {
    this.#steps = steps;
    const targets = (node: string) => steps(node).map(({ to }) => to);
    for (const component of stronglyConnected(starts, targets)) {
      const group = this.#groupOf(new Set(component));
      component.forEach(node => this.#groups.set(node, group));
    }
  }

  /** The largest product; beyond {@link MOST} at least that, and infinite where a cycle multiplies. */
  product(node: string): number {
    return this.#groups.get(node)!.product;
  }

  /** The steps of a walk with the largest product; around a cycle, once. */
  from(node: string): Step[] {
    const steps: Step[] = [];
    for (let at = node; ; ) {
      const { members, loop, exit } = this.#groups.get(at)!;
      const leave = loop ?? exit;
      if (!leave) {
        return steps;
      }
      steps.push(...this.#within(members, at, leave.from), leave);
      if (loop) {
        steps.push(...this.#within(members, loop.to, loop.from));
        return steps;
      }
      at = leave.to;
    }
  }

  /** Whether each of two nodes leads to the other. */
  leadTogether(one: string, other: string): boolean {
    return this.#groups.get(one)?.members.has(other) ?? false;
  }

  /** The steps of a shortest walk between two nodes that lead to each other. */
  between(from: string, to: string): Step[] {
    return this.#within(this.#groups.get(from)!.members, from, to);
  }

  #groupOf(members: Set<string>): Group {
    const group: Group = { members, product: 1 };
    for (const node of members) {
      for (const step of this.#steps(node)) {
        if (members.has(step.to)) {
          if (step.attempts > 1) {
            group.loop = first(group.loop, step);
          }
          continue;
        }
        const { product } = this.#groups.get(step.to)!;
        const candidate = limited(step.attempts * product);
        if (candidate > group.product) {
          group.product = candidate;
          group.exit = step;
        } else if (candidate === group.product && group.exit) {
          group.exit = first(group.exit, step);
        }
      }
    }
    if (group.loop) {
      group.product = Infinity;
    }
    return group;
  }

  #within(members: ReadonlySet<string>, from: string, to: string): Step[] {
    const inside = (node: string) =>
      this.#steps(node).filter(step => members.has(step.to));
    const path =
      shortestPath(from, to, node => inside(node).map(step => step.to)) ?? [];
    return path.slice(1).map((node, i) => {
      const steps = inside(path[i]).filter(step => step.to === node);
      return steps.reduce((a, b) => (b.attempts > a.attempts ? b : a));
    });
  }
}

/** Of two that are as good: the same one, in whatever order they come. */
function first(one: Step | undefined, other: Step): Step {
  const order =
    one && (compare(one.from, other.from) || compare(one.to, other.to));
  return one && order! <= 0 ? one : other;
}

/** Keeps large products apart from unbounded ones. */
export function limited(product: number): number {
  return product === Infinity ? product : Math.min(product, MOST);
}
