/**
 * Who is asked: everyone in the catalog, or those for whom all that is given
 * holds. At least one of them is given.
 *
 * @public
 */
export interface Audience {
  everyone?: true;
  /** Entity refs of groups; takes in the members of their subgroups. */
  groups?: string[];
  /** Those who own a component like this, themselves or by a group. */
  ownersOf?: ComponentFilter;
  /**
   * Entity refs of templates: those who own a component that was created from
   * one of them, as the component's `backstage.io/source-template` says.
   */
  usersOfTemplates?: string[];
  /**
   * Whole days, 1 to 3650: those whose `waymark.internal/joined` is not longer
   * ago. People without that annotation are left out, and counted as
   * {@link LeftOut.joinedUnknown}.
   */
  joinedWithinDays?: number;
}

/**
 * Properties of components by path, such as `spec.type: service`; a list means
 * one of these. All have to hold.
 *
 * @public
 */
export type ComponentFilter = Record<string, string | string[]>;

/** The annotation on a User with the day they joined, such as `2026-03-01`. @public */
export const JOINED_ANNOTATION = 'waymark.internal/joined';

/**
 * A rotating panel: a part of the audience, nobody twice before all were drawn
 * once. Below {@link CENSUS_UP_TO} people everyone is asked instead.
 *
 * @public
 */
export interface PanelTerms {
  /** The part of the audience that is drawn, above 0 and below 1. */
  share: number;
}

/** Up to so many people all are asked: a sample of fewer says too little. @public */
export const CENSUS_UP_TO = 100;

/**
 * How a panel was drawn. The seed stays in the database: with it, anyone could
 * work out who is asked.
 *
 * @public
 */
export interface PanelDraw extends PanelTerms {
  /** How many there are in the audience; those who rest are not drawn. */
  population: number;
  /** True where the population was too small for a sample, so that all were asked. */
  census: boolean;
}

/** How many of an audience are not asked, and why; never who. @public */
export interface LeftOut {
  /** Not known when they joined, where the audience asks for it. */
  joinedUnknown: number;
  /** Were asked this survey too recently, or often enough this year. */
  resting: number;
  /** Not drawn into the panel this time. */
  notDrawn: number;
}

/** Who a wave would ask, if it opened now. @public */
export interface AudiencePreview {
  /** How many would be asked, those who want no surveys included. */
  invited: number;
  /** Small teams are together, as they would be in the wave. */
  groups: { id: string; title: string; teams: string[]; invited: number }[];
  leftOut: LeftOut;
  panel?: PanelDraw;
  /** What stands in the way of opening; absent where nothing does. */
  problem?: string;
}
