import type { Group } from '@waymark-idp/plugin-surveys-common';
import { coarsenGroups } from './coarsenGroups';
import type { Person } from './resolveAudience';

/** A group with the number of people invited in it. */
export interface InvitedGroup extends Group {
  invited: number;
}

/**
 * The groups that answers are stored under: the teams, those with fewer than
 * `minimum` people put together with others. Also tells each person's group.
 */
export function groupsOf(
  people: readonly Person[],
  minimum: number,
): { groups: InvitedGroup[]; groupOf: Map<string, string> } {
  const teams = new Map<string, Group & { members: string[] }>();
  for (const { userRef, team } of people) {
    const key = team?.ref ?? '';
    const known = teams.get(key);
    if (known) known.members.push(userRef);
    else {
      teams.set(key, {
        id: `g${teams.size + 1}`,
        teams: team ? [team.ref] : [],
        title: team?.title ?? 'Without a team',
        members: [userRef],
      });
    }
  }

  const cells = [...teams.values()];
  const { groups, into } = coarsenGroups(
    cells,
    cell => cell.members.length,
    minimum,
  );
  const groupOf = new Map(
    cells.flatMap(cell =>
      cell.members.map((userRef): [string, string] => [userRef, into[cell.id]]),
    ),
  );
  const invited = new Map<string, number>();
  for (const id of groupOf.values())
    invited.set(id, (invited.get(id) ?? 0) + 1);
  return {
    groups: groups.map(group => ({
      ...group,
      invited: invited.get(group.id)!,
    })),
    groupOf,
  };
}
