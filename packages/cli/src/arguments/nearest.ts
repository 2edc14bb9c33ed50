/** `Did you mean X?` where something is near enough to be meant; else nothing. */
export function nearest(given: string, known: readonly string[]): string {
  const [best] = known
    .map(name => ({ name, distance: distanceOf(given, name) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(1, given.length / 3)
    ? ` Did you mean ${best.name}?`
    : '';
}

/** Letters to add, remove, change or swap with their neighbour. */
function distanceOf(a: string, b: string): number {
  const rows: number[][] = [[...Array(b.length + 1).keys()]];
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i][j] = Math.min(
        rows[i - 1][j] + 1,
        rows[i][j - 1] + 1,
        rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? rows[i - 2][j - 2] + 1 : Infinity,
      );
    }
  }
  return rows[a.length][b.length];
}
