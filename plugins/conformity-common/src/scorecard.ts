import {
  Check,
  Evidence,
  Level,
  LevelTitle,
  OutcomeState,
  Standard,
} from './types';

/** How many checks are in which state. @public */
export type OutcomeCounts = Record<OutcomeState, number>;

/** Evidence with a link to the source it speaks of. @public */
export interface LinkedEvidence extends Evidence {
  /** The file, at the line and the evaluated commit, on the host; undefined for what is missing. */
  url?: string;
}

/** What became of a check, with since when. @public */
export interface ScorecardOutcome {
  state: OutcomeState;
  /** One sentence for the person who reads it. */
  message: string;
  evidence: LinkedEvidence[];
  /** ISO date-time since when the check has been in this state. */
  since: string;
  /** The check is not enforced yet: the outcome counts nowhere. */
  upcoming?: true;
}

/** A check together with its outcome. @public */
export interface ScorecardCheck extends Check {
  outcome: ScorecardOutcome;
}

/** A standard together with the outcomes of its checks. @public */
export interface ScorecardStandard extends Omit<Standard, 'checks'> {
  checks: ScorecardCheck[];
}

/**
 * How far an entity is:
 *
 * - `evaluated`: there are outcomes, possibly stale.
 * - `pending`: it is going to be evaluated for the first time.
 * - `unknown-component`: it is in the catalog, and nothing evaluates it: it is
 *   of a kind that has no checks, or no repository is known for it.
 *
 * @public
 */
export type ScorecardStatus = 'evaluated' | 'pending' | 'unknown-component';

/** Why the outcomes are older than they should be. @public */
export interface Staleness {
  /** One sentence, e.g. what the host answered. */
  reason: string;
  /** ISO date-time since when the outcomes could not be renewed. */
  since: string;
}

/** What the scorecard of one component shows. @public */
export interface Scorecard {
  entityRef: string;
  status: ScorecardStatus;
  /** 0 to 100, one decimal; undefined when nothing is applicable. */
  score?: number;
  /** Undefined when nothing is applicable. */
  level?: Level;
  /** The commit that was evaluated. */
  commit?: string;
  /** That commit's tree, on the host. */
  commitUrl?: string;
  /** Where the sources of the component are: its source location. */
  repositoryUrl?: string;
  /** ISO date-time as of which the outcomes are true. */
  evaluatedAt?: string;
  /** ISO date-time of the newest reason to evaluate; an evaluation is on its way while it is after `evaluatedAt`. */
  wantedAt?: string;
  stale?: Staleness;
  counts: OutcomeCounts;
  /** Standards with at least one check that has an outcome. */
  standards: ScorecardStandard[];
}

/** The score of one component, as tables and lists show it. @public */
export interface ScoreSummary {
  entityRef: string;
  title?: string;
  /** Entity ref of the owner, where the catalog knows one. */
  owner?: string;
  /** Entity ref of the system, where the catalog knows one. */
  system?: string;
  /** `spec.type` of the entity, in lower case. */
  type?: string;
  /** `spec.lifecycle` of the entity, in lower case. */
  lifecycle?: string;
  status: Exclude<ScorecardStatus, 'unknown-component'>;
  /** 0 to 100, one decimal; undefined when nothing is applicable. */
  score?: number;
  level?: Level;
  evaluatedAt?: string;
  stale?: Staleness;
  counts: OutcomeCounts;
}

/** What a summary can be grouped by. @public */
export type SummaryGroup =
  | 'check'
  | 'domain'
  | 'level'
  | 'owner'
  | 'standard'
  | 'system'
  | 'type';

/** One group of a summary. @public */
export interface SummaryRow {
  /** The check id, the standard's name, the level, the type, or the entity ref; `none` for components without one. */
  key: string;
  title?: string;
  /** Evaluated components in the group; of an owner also what the groups below it own. */
  components: number;
  /** Mean of the scores in the group, of checks and standards the share passed, one decimal; undefined when it has none. */
  score?: number;
  counts: OutcomeCounts;
  /** Components per level; those without a level are left out. Of checks and standards all are 0. */
  levels: Record<Level, number>;
}

/** What is wrong in a standard's file. @public */
export interface StandardProblemReport {
  file: string;
  line?: number;
  /** The check that is left out; undefined when the whole file is. */
  check?: string;
  message: string;
  /** ISO date-time of the version of the file that is in force instead, where there is one. */
  inForceSince?: string;
}

/** The standards in force. @public */
export interface StandardsReport {
  standards: Standard[];
  problems: StandardProblemReport[];
  /** Changes whenever what is in force changes. */
  digest: string;
  /** ISO date-time of the last time that the files were read. */
  loadedAt: string;
  /** What the levels are called here, lowest first. */
  levels: LevelTitle[];
}

/** One check over all components. @public */
export interface CheckReport extends Check {
  standard: Pick<Standard, 'name' | 'title' | 'owner'>;
  /** The check as it is written in its standard, in YAML. */
  definition?: string;
  counts: OutcomeCounts;
  /** Passed over passed, failed and error: 0 to 1; undefined when it applies nowhere. */
  passRate?: number;
  /** Components on which the check is failed or error, as far as the reader may see them, at most 100. */
  failing: {
    entityRef: string;
    title?: string;
    state: OutcomeState;
    message: string;
    since: string;
  }[];
}

/** A check that changed its outcome. @public */
export interface OutcomeChange {
  check: string;
  /** Undefined when the check is new to the component. */
  from?: OutcomeState;
  /** Undefined when the check is no longer in force. */
  to?: OutcomeState;
  message: string;
  commit?: string;
  /** ISO date-time. */
  at: string;
}
