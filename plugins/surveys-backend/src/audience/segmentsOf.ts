import { createHash } from 'node:crypto';
import type { Group } from '@waymark-idp/plugin-surveys-common';
import { groupBy } from '../util/groupBy';
import { coarsenGroups } from './coarsenGroups';

/** A group with the number of people invited in it. */
export interface InvitedGroup extends Group {
  invited: number;
}

/** What a segment is made of. */
export interface SegmentedPerson {
  userRef: string;
  /** Undefined for someone who is in no group. */
  team?: { ref: string; title: string };
  /** The groups around the team, the widest first. */
  above?: { ref: string; title: string }[];
  /** By the name of a declared breakdown, the band that the person is in. */
  bands?: Record<string, string>;
}

/** A group of the breakdowns, as a union of segments. */
export interface Cell extends InvitedGroup {
  /** `team`, or the name of a declared breakdown. */
  dimension: string;
  /** Depth below everyone, from 1. */
  level: number;
  parentId?: string;
  /** Ids of the segments in it. */
  segments: string[];
}

interface Segment extends Group {
  above: { ref: string; title: string }[];
  bands: Record<string, string>;
  members: SegmentedPerson[];
}

const WITHOUT_TEAM = { ref: '', title: 'Without a team' };
const NOT_KNOWN = 'Not known';

/**
 * The segments that answers are stored under, each with at least `minimum`
 * people (unless there are fewer altogether), and the groups that results are
 * broken down by, as unions of segments.
 *
 * A segment is a team, put together with others near it in the tree where it is
 * small, and divided by the declared breakdowns, in their order, as far as every
 * part keeps the minimum. So a response carries as little as its segment says.
 */
export function segmentsOf(
  people: readonly SegmentedPerson[],
  minimum: number,
  breakdowns: readonly string[] = Object.keys(people[0]?.bands ?? {}),
): {
  groups: InvitedGroup[];
  cells: Cell[];
  groupOf: Map<string, string>;
} {
  let segments = joinSmall(teamsOf(people), minimum);
  for (const breakdown of breakdowns) {
    segments = segments.flatMap(segment => divide(segment, breakdown, minimum));
  }
  const numbered = segments.map((segment, index) => ({
    ...segment,
    id: `g${index + 1}`,
  }));
  return {
    groups: numbered.map(({ id, teams, title, members }) => ({
      id,
      teams,
      title,
      invited: members.length,
    })),
    cells: cellsOf(numbered, breakdowns),
    groupOf: new Map(
      numbered.flatMap(({ id, members }) =>
        members.map(({ userRef }): [string, string] => [userRef, id]),
      ),
    ),
  };
}

/** The cells of a wave that opened before there were any: its groups. */
export function cellsOfGroups(groups: readonly InvitedGroup[]): Cell[] {
  return groups.length < 2
    ? []
    : groups.map(group => ({
        ...group,
        dimension: 'team',
        level: 1,
        segments: [group.id],
      }));
}

function teamsOf(people: readonly SegmentedPerson[]): Segment[] {
  const teams = new Map<string, Segment>();
  for (const person of people) {
    const { ref, title } = person.team ?? WITHOUT_TEAM;
    const known = teams.get(ref);
    if (known) known.members.push(person);
    else {
      teams.set(ref, {
        id: ref,
        teams: ref ? [ref] : [],
        title,
        above: person.above ?? [],
        bands: {},
        members: [person],
      });
    }
  }
  return [...teams.values()];
}

/** From the leaves up: small teams go with their siblings, what is still small further up. */
function joinSmall(teams: Segment[], minimum: number): Segment[] {
  let segments = teams;
  const deepest = Math.max(0, ...teams.map(({ above }) => above.length));
  for (let depth = deepest; depth >= 0; depth--) {
    const near = groupBy(segments, ({ above }) =>
      above.length < depth
        ? undefined
        : above
            .slice(0, depth)
            .map(({ ref }) => ref)
            .join('\n'),
    );
    segments = [...near].flatMap(([key, together]) =>
      key === undefined ? together : join(together, minimum),
    );
  }
  return segments;
}

function join(segments: Segment[], minimum: number): Segment[] {
  const { groups, into } = coarsenGroups(
    segments,
    ({ members }) => members.length,
    minimum,
  );
  return groups.map(group => {
    const parts = segments.filter(({ id }) => into[id] === group.id);
    return parts.length === 1
      ? parts[0]
      : {
          ...group,
          above: commonStart(parts.map(({ above }) => above)),
          bands: {},
          members: parts.flatMap(({ members }) => members),
        };
  });
}

function commonStart(paths: { ref: string; title: string }[][]) {
  const differs = paths[0].findIndex((group, at) =>
    paths.some(path => path[at]?.ref !== group.ref),
  );
  return differs < 0 ? paths[0] : paths[0].slice(0, differs);
}

/** Divides a segment by the bands of its people, or leaves it whole. */
function divide(
  segment: Segment,
  breakdown: string,
  minimum: number,
): Segment[] {
  const byBand = groupBy(
    segment.members,
    ({ bands }) => bands?.[breakdown] ?? NOT_KNOWN,
  );
  const bands = [...byBand].map(([band, members]) => ({
    id: band,
    teams: [],
    title: band,
    members,
  }));
  const { groups, into } = coarsenGroups(
    bands,
    ({ members }) => members.length,
    minimum,
  );
  return groups.map(({ id, title }) => ({
    ...segment,
    bands: { ...segment.bands, [breakdown]: title },
    members: bands
      .filter(band => into[band.id] === id)
      .flatMap(({ members }) => members),
  }));
}

function cellsOf(
  segments: readonly Segment[],
  breakdowns: readonly string[],
): Cell[] {
  const all = segments.length;
  const tree = treeCells(segments).filter(cell => cell.segments.length < all);
  const bands = breakdowns.flatMap(breakdown => {
    const byBand = groupBy(segments, ({ bands: own }) => own[breakdown]);
    return byBand.size < 2
      ? []
      : [...byBand].map(([band, parts]) =>
          cellOf(parts, {
            id: `${breakdown}:${band}`,
            title: band,
            teams: [],
            dimension: breakdown,
            level: 1,
          }),
        );
  });
  return [...tree, ...bands];
}

/** The teams and the groups around them; of those with the same people the one furthest down. */
function treeCells(segments: readonly Segment[]): Cell[] {
  const nodes = new Map<string, { at: Omit<Group, 'id'>; parts: Segment[] }>();
  for (const segment of segments) {
    const leaf = { key: keyOf(segment.teams), at: segment };
    const around = segment.above.map(({ ref, title }) => ({
      key: keyOf([ref]),
      at: { teams: [ref], title },
    }));
    for (const { key, at } of [...around, leaf]) {
      const node = nodes.get(key) ?? { at, parts: [] };
      if (!node.parts.includes(segment)) node.parts.push(segment);
      nodes.set(key, node);
    }
  }
  // A group that has lost a team to a neighbour is not that group any more.
  const sizes = new Map<string, number>();
  for (const { members } of segments) {
    for (const { above = [] } of members) {
      for (const { ref } of above) {
        const key = keyOf([ref]);
        sizes.set(key, (sizes.get(key) ?? 0) + 1);
      }
    }
  }
  for (const [key, { parts }] of nodes) {
    const size = parts.reduce((sum, { members }) => sum + members.length, 0);
    if (size < (sizes.get(key) ?? 0)) nodes.delete(key);
  }
  const distinct = new Map(
    [...nodes].map(([key, node]) => [
      node.parts.map(({ id }) => id).join(),
      { key, ...node },
    ]),
  );
  const kept = [...distinct.values()].sort(
    (a, b) => b.parts.length - a.parts.length,
  );
  const cells: Cell[] = [];
  for (const { key, at, parts } of kept) {
    const own = new Set(parts.map(({ id }) => id));
    const parent = cells.findLast(
      other =>
        other.segments.length < segments.length &&
        [...own].every(id => other.segments.includes(id)),
    );
    cells.push(
      cellOf(parts, {
        id: key,
        title: at.title,
        teams: at.teams,
        dimension: 'team',
        level: (parent?.level ?? 0) + 1,
        ...(parent && { parentId: parent.id }),
      }),
    );
  }
  return cells;
}

function cellOf(
  parts: Segment[],
  of: Omit<Cell, 'segments' | 'invited'>,
): Cell {
  return {
    ...of,
    invited: parts.reduce((sum, { members }) => sum + members.length, 0),
    segments: parts.map(({ id }) => id),
  };
}

/** The same from wave to wave, so that groups can be compared. */
function keyOf(teams: string[]): string {
  if (teams.length === 0) return 'team:';
  if (teams.length === 1) return `team:${teams[0]}`;
  const digest = createHash('sha256').update([...teams].sort().join('\n'));
  return `teams:${digest.digest('hex').slice(0, 16)}`;
}
