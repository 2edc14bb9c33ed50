/**
 * How one file differs from what its template version rendered.
 *
 * - `unchanged`: as rendered.
 * - `changed-here`: the repository has its own content or mode.
 * - `deleted-here`: rendered, and no longer in the repository.
 *
 * @public
 */
export type FileDriftState = 'unchanged' | 'changed-here' | 'deleted-here';

/** The drift of one file that a template rendered. @public */
export interface FileDrift {
  /** Path in the repository, `/`-separated. */
  path: string;
  state: FileDriftState;
  /** The newest version renders it differently, or not at all, or it is new in it. */
  behind: boolean;
  /** The repository keeps it out of upgrades, in `.waymark/ignore`. */
  ignored?: boolean;
}

/** How many files are in which state. @public */
export interface DriftCounts {
  unchanged: number;
  changedHere: number;
  deletedHere: number;
  /** Counted besides the state: a file can be changed here and behind. */
  behind: number;
}

/** How a repository differs from its template. @public */
export interface Drift {
  /** The template, e.g. `template:default/typescript-service`. */
  templateRef: string;
  /** The version that the repository is on. */
  version: string;
  /** The newest version of the template. */
  newestVersion: string;
  counts: DriftCounts;
  /** Files that the repository's version, or the newest one, renders; sorted by path. */
  files: FileDrift[];
}

/** Nothing is changed here, and nothing is behind. @public */
export function isUpToDate(drift: Pick<Drift, 'counts'>): boolean {
  const { changedHere, deletedHere, behind } = drift.counts;
  return changedHere + deletedHere + behind === 0;
}
