/** One group's answers to one question, before anything is released. */
export interface Cell {
  groupId: string;
  /** Answers other than "don't know". */
  answered: number;
  favourable: number;
}

/**
 * The ids of the groups that may be shown beside the total of all groups.
 *
 * Whoever reads the total can subtract the groups that are shown. So the rule is
 * put on what is left as well: the groups not shown have to be at least two, and
 * taken together they have to be as safe to show as any group that is: at least
 * `minimum` answers, and not all of them alike, since "everyone said yes" tells
 * what each one said. As long as that does not hold, the smallest group still
 * shown is hidden too.
 *
 * With one partition this is complete: every sum or difference of what is shown
 * is made of groups that are shown and of the rest as a whole.
 */
export function suppressGroups(
  cells: readonly Cell[],
  minimum: number,
): Set<string> {
  const bySize = [...cells].sort(
    (a, b) => a.answered - b.answered || (a.groupId < b.groupId ? -1 : 1),
  );
  const shown = bySize.filter(cell => isSafe(cell, minimum));
  const hidden = bySize.filter(cell => !isSafe(cell, minimum));
  while (
    shown.length > 0 &&
    hidden.length > 0 &&
    (hidden.length < 2 || !isSafe(sum(hidden), minimum))
  ) {
    hidden.push(shown.shift()!);
  }
  return new Set(shown.map(cell => cell.groupId));
}

function isSafe(
  { answered, favourable }: Omit<Cell, 'groupId'>,
  minimum: number,
) {
  return answered >= minimum && favourable > 0 && favourable < answered;
}

function sum(cells: Cell[]) {
  return {
    answered: cells.reduce((total, cell) => total + cell.answered, 0),
    favourable: cells.reduce((total, cell) => total + cell.favourable, 0),
  };
}
