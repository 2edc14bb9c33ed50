/** The nodes of a shortest way, both ends included; undefined where there is none. */
export function shortestPath(
  from: string,
  to: string,
  next: (node: string) => readonly string[],
): string[] | undefined {
  const before = new Map<string, string | undefined>([[from, undefined]]);
  const waiting = [from];
  for (const node of waiting) {
    if (node === to) {
      const path: string[] = [];
      for (
        let at: string | undefined = node;
        at !== undefined;
        at = before.get(at)
      ) {
        path.push(at);
      }
      return path.reverse();
    }
    for (const target of next(node)) {
      if (!before.has(target)) {
        before.set(target, node);
        waiting.push(target);
      }
    }
  }
  return undefined;
}
