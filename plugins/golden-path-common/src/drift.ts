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

/** On the newest version, and no file behind. Files may well be changed here. @public */
export function isUpToDate(
  drift: Pick<Drift, 'counts' | 'version' | 'newestVersion'>,
): boolean {
  return drift.counts.behind === 0 && drift.version === drift.newestVersion;
}

/**
 * How far a component is from its template:
 *
 * - `up-to-date`: on the newest version. Files may well be changed here.
 * - `behind`: there is a newer version, or it renders files differently.
 * - `unknown`: it cannot be told, see `problem`.
 *
 * @public
 */
export type OriginState = 'up-to-date' | 'behind' | 'unknown';

/** A component that came from a template. @public */
export interface ComponentDrift {
  entityRef: string;
  title?: string;
  /** Entity ref of the owner, where the catalog knows one. */
  owner?: string;
  templateRef: string;
  /** The version it is on. */
  version?: string;
  newestVersion?: string;
  /** Undefined before it was compared for the first time. */
  state?: OriginState;
  /** Why the drift is not known, or why it is not newer; one sentence. */
  problem?: string;
  counts: DriftCounts;
  /** ISO date-time of the comparison. */
  checkedAt?: string;
  /** The commit that was compared. */
  commit?: string;
}

/** {@link ComponentDrift} with the files that are not as the newest version renders them. @public */
export interface ComponentDriftDetail extends ComponentDrift {
  /** Web address of the repository. */
  repositoryUrl: string;
  files: FileDrift[];
}

/** Which components to list. @public */
export interface ListDriftRequest {
  templateRef?: string;
  /** Entity ref of the owner. */
  owner?: string;
  state?: OriginState;
  /** 1 to 200; default 50. */
  limit?: number;
  /** From the page before. */
  cursor?: string;
}

/** A page of components. @public */
export interface ListDriftResponse {
  items: ComponentDrift[];
  nextCursor?: string;
}
