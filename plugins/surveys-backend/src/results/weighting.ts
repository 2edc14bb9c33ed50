import type { Share, WeightedResult } from '@waymark-idp/plugin-surveys-common';
import {
  postStratify,
  shareInterval,
} from '@waymark-idp/plugin-statistics-common';
import type { UnwordedGroup } from './questionResult';
import type { Release } from './release';

/**
 * A share in which each team counts for the people in it, whether many or few of
 * them answered. It is made of what is released anyway: the teams that are shown,
 * and all others as one, so it tells nothing more. Undefined where no team is
 * shown. Weighting cannot make up for silence within a team.
 */
export function weightedByGroup(
  everyone: Share,
  answered: number,
  groups: readonly UnwordedGroup[],
  { cells, wave }: Release,
): WeightedResult | undefined {
  const parents = new Set(cells.map(({ parentId }) => parentId));
  const strata = cells.flatMap((cell, at) => {
    const group = groups[at];
    return cell.dimension === 'team' &&
      !parents.has(cell.id) &&
      !group.suppressed
      ? [
          {
            population: Math.max(cell.invited, group.answered),
            n: group.answered,
            share: group.favourable.value,
          },
        ]
      : [];
  });
  if (strata.length === 0) return undefined;

  const sum = (of: (stratum: (typeof strata)[number]) => number) =>
    strata.reduce((total, stratum) => total + of(stratum), 0);
  const rest = answered - sum(({ n }) => n);
  if (rest > 0) {
    const favourable =
      everyone.value * answered - sum(({ n, share }) => n * share);
    strata.push({
      population: Math.max(
        rest,
        wave.invited - sum(({ population }) => population),
      ),
      n: rest,
      share: Math.min(1, Math.max(0, favourable / rest)),
    });
  }
  const population = sum(stratum => stratum.population);
  const value = sum(
    stratum => (stratum.population * stratum.share) / population,
  );
  const { effectiveSize } = postStratify(
    strata.map(stratum => ({ population: stratum.population, n: stratum.n })),
  );
  const size =
    (effectiveSize / answered) * (everyone.effectiveSize ?? answered);
  return {
    value: Math.min(1, value),
    interval: shareInterval({ share: Math.min(1, value), size }),
    effectiveSize,
  };
}
