/**
 * What a milestone is: `template-version` is noted by itself, when the first
 * component is created with a version or upgraded to it.
 *
 * @public
 */
export const milestoneKinds = [
  'release',
  'template-version',
  'incident',
  'other',
] as const;

/** @public */
export type MilestoneKind = (typeof milestoneKinds)[number];

/** Something that happened, which trends are read against. @public */
export interface NewMilestone {
  kind: MilestoneKind;
  /** In a few words, 1 to 200 characters. */
  title: string;
  /** ISO 8601; now where it is not given. */
  happenedAt?: string;
  /** An http or https address with more. */
  link?: string;
}

/** A milestone that is noted. @public */
export interface Milestone extends NewMilestone {
  id: string;
  happenedAt: string;
}
