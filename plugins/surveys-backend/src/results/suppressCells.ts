import { findDerivation, findLeak, type Row } from './auditRelease';
import { groupBy } from '../util/groupBy';

/** The dimension of early and late answers, which gives way to all others. */
export const TIME = 'time';

/** One group's answers to one question, before anything is released. */
export interface CountedCell {
  id: string;
  dimension: string;
  parentId?: string;
  /** Places of the segments in it. */
  segments: Row;
  /** Answers other than "don't know". */
  answered: number;
  /** With its noise: what is known of it afterwards. */
  favourable: number;
}

/**
 * The ids of the groups that may be shown beside the figure for everyone.
 *
 * Hidden are groups with fewer than `minimum` answers and groups that seem to
 * agree entirely, since "all said yes" tells what each one said. Then whatever
 * they could be worked out from: what is left of a group when the shown groups
 * in it are taken away has to be as safe to show as any group that is, and no
 * combination of figures whatever may touch fewer than `minimum` answers. As
 * long as that does not hold, the smallest group that goes into it is hidden too.
 */
export function suppressCells(options: {
  cells: readonly CountedCell[];
  /** Answers per segment, and of everyone; everyone's favourable ones with noise. */
  answered: readonly number[];
  favourable: number;
  minimum: number;
}): Set<string> {
  const { cells, answered, minimum } = options;
  const everyone: CountedCell = {
    id: '',
    dimension: '',
    segments: [...answered.keys()],
    answered: answered.reduce((sum, n) => sum + n, 0),
    favourable: options.favourable,
  };
  const shown = new Set(
    cells.filter(cell => isSafe(cell, minimum)).map(({ id }) => id),
  );
  const visible = () => cells.filter(({ id }) => shown.has(id));
  const hideSmallest = (from: readonly CountedCell[]) => {
    const [smallest] = [...from].sort(
      (a, b) =>
        Number(b.dimension === TIME) - Number(a.dimension === TIME) ||
        a.answered - b.answered ||
        (a.id < b.id ? -1 : 1),
    );
    shown.delete(smallest.id);
  };

  for (;;) {
    hideComplements(cells, everyone, shown, minimum, hideSmallest);
    const released = [everyone, ...visible()];
    const rows = released.map(({ segments }) => segments);
    const involved =
      findLeak(rows, answered, minimum) ??
      unanimousLeak(cells, shown, rows, answered, minimum);
    // The first is everyone, who alone are never a leak.
    const groups = involved?.filter(at => at > 0).map(at => released[at]);
    if (!groups || groups.length === 0) return shown;
    hideSmallest(groups);
  }
}

function hideComplements(
  cells: readonly CountedCell[],
  everyone: CountedCell,
  shown: ReadonlySet<string>,
  minimum: number,
  hideSmallest: (from: readonly CountedCell[]) => void,
) {
  const byId = new Map(cells.map(cell => [cell.id, cell]));
  const partitions = groupBy(
    cells,
    ({ dimension, parentId }) => `${dimension}\n${parentId ?? ''}`,
  );
  for (const parts of partitions.values()) {
    const { parentId } = parts[0];
    const whole = parentId === undefined ? everyone : byId.get(parentId)!;
    const isWholeKnown = whole === everyone || shown.has(whole.id);
    for (;;) {
      const left = parts.filter(({ id }) => shown.has(id));
      const sum = (key: 'answered' | 'favourable') =>
        left.reduce((total, part) => total - part[key], whole[key]);
      const rest = { answered: sum('answered'), favourable: sum('favourable') };
      const hidden = parts.filter(
        part => !shown.has(part.id) && part.answered > 0,
      );
      const leaks =
        rest.answered > 0 && (hidden.length === 1 || !isSafe(rest, minimum));
      if (!isWholeKnown || left.length === 0 || !leaks) break;
      hideSmallest(left);
    }
  }
}

/** A group that is hidden for agreeing must not be the sum of others either. */
function unanimousLeak(
  cells: readonly CountedCell[],
  shown: ReadonlySet<string>,
  rows: readonly Row[],
  answered: readonly number[],
  minimum: number,
) {
  for (const cell of cells) {
    const isTarget =
      !shown.has(cell.id) && cell.answered > 0 && !isSafe(cell, minimum);
    const derivation = isTarget
      ? findDerivation(rows, cell.segments, answered)
      : undefined;
    if (derivation) return derivation;
  }
  return undefined;
}

function isSafe(
  { answered, favourable }: Pick<CountedCell, 'answered' | 'favourable'>,
  minimum: number,
) {
  return answered >= minimum && favourable > 0 && favourable < answered;
}
