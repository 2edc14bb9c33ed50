/**
 * What became of one check on one component.
 *
 * `error` means the question could not be answered. It stays in the
 * denominator of the score as not passed, and is never shown as passed.
 *
 * @public
 */
export type OutcomeState =
  | 'passed'
  | 'failed'
  | 'not-applicable'
  | 'waived'
  | 'error';

/** The highest level up to which every applicable check passes. @public */
export type Level = 'none' | 'bronze' | 'silver' | 'gold';

/** The level a check belongs to; every check has one. @public */
export type CheckLevel = Exclude<Level, 'none'>;

/** Where in the repository, or in the catalog, an outcome was decided. @public */
export interface Evidence {
  /** Path in the repository, `/`-separated, without a leading slash. */
  file?: string;
  /** 1-based line in `file`. */
  line?: number;
  /** The line as it stands, at most 200 characters, secrets masked. */
  excerpt?: string;
  /** One sentence: what was found or missing there. */
  message: string;
}

/** The answer to one check for one component. @public */
export interface Outcome {
  /** The id of the check, unique over all standards in force. */
  check: string;
  state: OutcomeState;
  /** One sentence for the person who reads it. */
  message: string;
  evidence: Evidence[];
  /**
   * The check is not enforced yet on the day of the evaluation: the outcome is
   * shown, and counts in neither score, level nor counts.
   */
  upcoming?: true;
}

/** One yes/no question about a component. @public */
export interface Check {
  id: string;
  title: string;
  level: CheckLevel;
  /** Positive integer; the share of the score that this check decides. */
  weight: number;
  /** Why the organisation asks this. Markdown. */
  why: string;
  /** What to do when it fails. Markdown. */
  fix: string;
  /** Public controls this check maps to, e.g. `openssf-scorecard:Security-Policy`. */
  maps: string[];
  /** The day the check was introduced: `2026-05-01`. */
  since?: string;
  /** The day from which it counts, in UTC; its outcomes before are `upcoming`. */
  enforcedFrom?: string;
  /** Entity ref of the group that answers for it, where it is not the standard's. */
  owner?: string;
  /** Where to ask about it, where it is not where one asks about the standard. */
  contact?: string;
  /** Whether the fix can be made for the reader: by changing files, or by a template. */
  fixable?: 'files' | 'template';
}

/** A level as an organisation calls it. @public */
export interface LevelTitle {
  id: CheckLevel;
  title: string;
}

/** A named group of checks with an owner. @public */
export interface Standard {
  name: string;
  title: string;
  description: string;
  /** Entity ref of the owning group. */
  owner: string;
  /** Where to ask about it: a channel, an address, a page. */
  contact?: string;
  checks: Check[];
}

/** Running the applicable checks of one component at one commit. @public */
export interface Evaluation {
  outcomes: Outcome[];
  /** 0 to 100, one decimal; undefined when nothing is applicable. */
  score?: number;
  /** Undefined when nothing is applicable. */
  level?: Level;
}
