/**
 * The strongly connected components of what can be reached from some nodes,
 * each after those that it leads to. Iterative: chains are as long as they like.
 */
export function stronglyConnected(
  starts: readonly string[],
  next: (node: string) => readonly string[],
): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();

  const enter = (node: string) => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, targets: next(node), i: 0 };
  };
  const lower = (node: string, value: number) =>
    low.set(node, Math.min(low.get(node)!, value));

  for (const start of starts) {
    const path = order.has(start) ? [] : [enter(start)];
    while (path.length > 0) {
      const frame = path[path.length - 1];
      if (frame.i < frame.targets.length) {
        const target = frame.targets[frame.i];
        frame.i += 1;
        if (!order.has(target)) {
          path.push(enter(target));
        } else if (isOpen.has(target)) {
          lower(frame.node, order.get(target)!);
        }
        continue;
      }
      path.pop();
      const { node } = frame;
      if (path.length > 0) {
        lower(path[path.length - 1].node, low.get(node)!);
      }
      if (low.get(node) === order.get(node)) {
        const members = open.splice(open.lastIndexOf(node));
        members.forEach(member => isOpen.delete(member));
        found.push(members);
      }
    }
  }
  return found;
}
