import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';

/** A way to break results down besides teams. */
export interface Breakdown {
  /** Such as `tenure`; results name it. */
  name: string;
  /** The annotation of a User entity that has the band, such as "under a year". */
  annotation: string;
}

/** The breakdowns that the installation declares, the more important first. */
export function readBreakdowns(config: RootConfigService): Breakdown[] {
  return (config.getOptionalConfigArray('surveys.breakdowns') ?? []).map(
    each => ({
      name: each.getString('name'),
      annotation: each.getString('annotation'),
    }),
  );
}

/** The band of a user in each breakdown. */
export function bandsOf(
  user: Entity,
  breakdowns: readonly Breakdown[],
): Record<string, string> {
  return Object.fromEntries(
    breakdowns.map(({ name, annotation }) => [
      name,
      user.metadata.annotations?.[annotation] ?? 'Not known',
    ]),
  );
}
