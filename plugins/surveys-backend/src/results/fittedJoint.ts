/** A released group: its segments, and its figures. */
export interface Part {
  segments: readonly string[];
  answered: number;
  favourable: number;
}

/** Enough for a picture: released figures carry noise anyway. */
const ROUNDS = 50;

/**
 * How a released figure may lie in the segments: `start`, fitted to the released
 * groups of each dimension in turn (iterative proportional fitting). What groups
 * leave over is taken as one, so nothing goes in but what is released.
 */
export function fittedJoint(
  whole: Part,
  dimensions: readonly (readonly Part[])[],
  start: readonly number[],
  figure: 'answered' | 'favourable',
): number[] {
  const placeOf = new Map(whole.segments.map((id, at) => [id, at]));
  const margins = dimensions.map(parts =>
    disjoint([whole, ...parts], figure).map(({ segments, target }) => ({
      places: segments.map(id => placeOf.get(id)!),
      target,
    })),
  );
  const joint = [...start];
  for (let round = 0; round < ROUNDS; round++) {
    let moved = 0;
    for (const margin of margins) {
      for (const { places, target } of margin) {
        const now = places.reduce((sum, at) => sum + joint[at], 0);
        if (now > 0) {
          for (const at of places) joint[at] *= target / now;
          moved = Math.max(moved, Math.abs(target - now));
        }
      }
    }
    if (moved < 1e-9 * (1 + whole.answered)) break;
  }
  return joint;
}

/** Nested groups, the widest first, each less the groups in it; noise may make that a little below 0. */
function disjoint(parts: readonly Part[], figure: 'answered' | 'favourable') {
  const narrowestFirst = [...parts].sort(
    (a, b) => a.segments.length - b.segments.length,
  );
  const taken = new Map<string, number>();
  const found: { segments: string[]; target: number }[] = [];
  for (const part of narrowestFirst) {
    const within = new Set(part.segments.flatMap(id => taken.get(id) ?? []));
    const inside = [...within].reduce((sum, at) => sum + found[at].target, 0);
    const segments = part.segments.filter(id => !taken.has(id));
    if (segments.length > 0) {
      segments.forEach(id => taken.set(id, found.length));
      found.push({ segments, target: Math.max(0, part[figure] - inside) });
    }
  }
  const sum = found.reduce((total, { target }) => total + target, 0);
  const wanted = parts[0][figure];
  return found.map(({ segments, target }) => ({
    segments,
    target: sum > 0 ? (target * wanted) / sum : 0,
  }));
}
