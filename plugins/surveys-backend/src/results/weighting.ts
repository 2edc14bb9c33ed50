import type {
  Share,
  WaveWeighting,
  WeightedResult,
} from '@waymark-idp/plugin-surveys-common';
import { rake, shareInterval } from '@waymark-idp/plugin-statistics-common';
import { coarsenGroups } from '../audience/coarsenGroups';
import type { Cell, InvitedGroup } from '../audience/segmentsOf';
import { groupBy } from '../util/groupBy';
import { fittedJoint, type Part } from './fittedJoint';
import type { UnwordedGroup } from './questionResult';
import type { Release } from './release';
import type { StoredResponse } from './tallies';

/** Fewer answers in a category of a margin make its weight wild. */
const FEWEST = 5;

/** How far weights may lie from their median. */
const TRIM = [0.3, 3] as const;

/** What each response counts, so that those who answered are made up like those asked. */
export interface Weighting extends WaveWeighting {
  /** By segment: of each of its responses. */
  weights: ReadonlyMap<string, number>;
  /** By segment: how many responded. */
  responded: ReadonlyMap<string, number>;
}

/**
 * Weights from who was asked and who answered, and nothing that was said. With
 * teams alone that is post-stratification; with bands beside them the margins of
 * both are raked, since their combinations are too small. Undefined where nothing
 * is broken down.
 */
export function weightingOf(
  groups: readonly InvitedGroup[],
  cells: readonly Cell[],
  responses: readonly StoredResponse[],
): Weighting | undefined {
  const responded = new Map<string, number>();
  for (const { groupId } of responses) {
    responded.set(groupId, (responded.get(groupId) ?? 0) + 1);
  }
  const dimensions = [...groupBy(cells, ({ dimension }) => dimension)].flatMap(
    ([name, own]) => {
      const categoryOf = categoriesOf(groups, own, responded);
      return new Set(categoryOf.values()).size > 1
        ? [{ name, categoryOf }]
        : [];
    },
  );
  if (dimensions.length === 0) return undefined;

  const { weights, effectiveSize } = rake({
    cells: groups.map(({ id }) => ({
      categories: Object.fromEntries(
        dimensions.map(({ name, categoryOf }) => [name, categoryOf.get(id)!]),
      ),
      n: responded.get(id) ?? 0,
    })),
    margins: Object.fromEntries(
      dimensions.map(({ name, categoryOf }) => {
        const margin: Record<string, number> = {};
        for (const { id, invited } of groups) {
          const category = categoryOf.get(id)!;
          margin[category] =
            (margin[category] ?? 0) + Math.max(invited, responded.get(id) ?? 0);
        }
        return [name, margin];
      }),
    ),
    trim: TRIM,
  });
  return {
    margins: dimensions.map(({ name }) => name),
    effectiveSize,
    weights: new Map(groups.map(({ id }, at) => [id, weights[at]])),
    responded,
  };
}

/** By segment, the narrowest group of a dimension that is around it and has enough answers. */
function categoriesOf(
  groups: readonly InvitedGroup[],
  cells: readonly Cell[],
  responded: ReadonlyMap<string, number>,
): Map<string, string> {
  const narrowest = narrowestOf(
    groups.map(({ id }) => id),
    cells,
  );
  const members = groupBy(groups, ({ id }) => narrowest.get(id)?.id ?? '');
  const { into } = coarsenGroups(
    [...members.keys()].map(id => ({ id, teams: [], title: id })),
    ({ id }) =>
      members
        .get(id)!
        .reduce((sum, segment) => sum + (responded.get(segment.id) ?? 0), 0),
    FEWEST,
  );
  return new Map(
    groups.map(({ id }) => [id, into[narrowest.get(id)?.id ?? '']]),
  );
}

function narrowestOf(
  segments: readonly string[],
  cells: readonly Cell[],
): Map<string, Cell> {
  const found = new Map<string, Cell>();
  const widestFirst = [...cells].sort(
    (a, b) => b.segments.length - a.segments.length,
  );
  for (const cell of widestFirst) {
    for (const id of cell.segments) found.set(id, cell);
  }
  return new Map(
    segments.flatMap(id => (found.has(id) ? [[id, found.get(id)!]] : [])),
  );
}

/**
 * The share in which each response counts by its weight. How the answers lie
 * within the margins is not taken from the answers but fitted to what is
 * released: the groups that are shown, and everyone. So it tells nothing more
 * than they do. Raking assumes the same, that margins do not interact. Undefined
 * where no group is shown.
 */
export function weightedShareOf(
  everyone: Share,
  answered: number,
  groups: readonly UnwordedGroup[],
  { segments, cells, weighting }: Release,
): WeightedResult | undefined {
  if (!weighting || groups.every(({ suppressed }) => suppressed)) {
    return undefined;
  }
  const parts = [...groupBy(cells, ({ dimension }) => dimension)].map(
    ([, own]) =>
      own.flatMap((cell): Part[] => {
        const group = groups[cells.indexOf(cell)];
        return group.suppressed
          ? []
          : [
              {
                segments: cell.segments,
                answered: group.answered,
                favourable: group.favourable.value * group.answered,
              },
            ];
      }),
  );
  const whole = {
    segments,
    answered,
    favourable: everyone.value * answered,
  };
  const start = segments.map(id => weighting.responded.get(id) ?? 0);
  const answers = fittedJoint(whole, parts, start, 'answered');
  const favourable = fittedJoint(whole, parts, answers, 'favourable');
  const weights = segments.map(id => weighting.weights.get(id) ?? 0);
  const sum = (counts: readonly number[], power = 1) =>
    counts.reduce((total, n, at) => total + n * weights[at] ** power, 0);

  const counted = sum(answers);
  if (!(counted > 0)) return undefined;
  const value = Math.min(1, sum(favourable) / counted);
  const effectiveSize = counted ** 2 / sum(answers, 2);
  const size =
    (effectiveSize / answered) * (everyone.effectiveSize ?? answered);
  return {
    value,
    interval: shareInterval({ share: value, size }),
    effectiveSize,
  };
}
