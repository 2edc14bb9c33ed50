import type { Group } from '@waymark-idp/plugin-surveys-common';

/**
 * Puts groups that are smaller than `minimum` together, with the smallest of the
 * others if that is not enough, until every group is large enough. All of them
 * end as one when their sum is below the minimum.
 *
 * `into` tells for each group given which of the returned ones it is in.
 */
export function coarsenGroups<G extends Group>(
  groups: readonly G[],
  sizeOf: (group: G) => number,
  minimum: number,
): { groups: Group[]; into: Record<string, string> } {
  const bySize = [...groups].sort(
    (a, b) => sizeOf(a) - sizeOf(b) || (a.id < b.id ? -1 : 1),
  );
  const together: G[] = [];
  let size = 0;
  while (
    bySize.length > 0 &&
    (sizeOf(bySize[0]) < minimum || (together.length > 0 && size < minimum))
  ) {
    const next = bySize.shift()!;
    together.push(next);
    size += sizeOf(next);
  }

  const kept = groups.filter(group => !together.includes(group));
  const result: Group[] = kept.map(({ id, teams, title }) => ({
    id,
    teams,
    title,
  }));
  if (together.length > 0) result.push(joined(together));
  const into = Object.fromEntries(
    groups.map(group => [
      group.id,
      kept.includes(group) ? group.id : result[result.length - 1].id,
    ]),
  );
  return { groups: result, into };
}

function joined(groups: Group[]): Group {
  const byTitle = [...groups].sort((a, b) => (a.title < b.title ? -1 : 1));
  return {
    id: byTitle.map(group => group.id).join('+'),
    teams: byTitle.flatMap(group => group.teams),
    title: byTitle.map(group => group.title).join(' + '),
  };
}
