import { Level, OutcomeState } from './types';

/** Which checks to fix; `all` are those that fail and have a fix in files. @public */
export type ChecksToFix = string[] | 'all';

/** What to plan fixes for. @public */
export interface FixPlanRequest {
  entityRef: string;
  checks: ChecksToFix;
}

/** What becomes of one of the checks that were asked for. @public */
export interface PlannedFix {
  check: string;
  title: string;
  /** Whether the proposal would change files for it. */
  fixable: boolean;
  /** One sentence: why nothing is proposed for it. */
  reason?: string;
  /** The files that are changed for it. */
  paths: string[];
  /** Whether the check passes with all changes together. */
  passes: boolean;
  /** A template that fixes it, with what its form is filled in with. */
  template?: FixTemplate;
}

/** A template that fixes a check. @public */
export interface FixTemplate {
  /** Entity ref of the template. */
  ref: string;
  values: Record<string, unknown>;
}

/** A file of a repository, before and after. @public */
export interface FixedFile {
  /** In the folder of the component. */
  path: string;
  /** Undefined when the file is new. */
  before?: string;
  after: string;
}

/** What fixing checks of a component would change. @public */
export interface ComponentFixPlan {
  entityRef: string;
  /** The commit that it was worked out on; what to pass on when it is proposed. */
  commit: string;
  /** Web address of the component's sources. */
  repositoryUrl: string;
  checks: PlannedFix[];
  /** In the order of their paths; empty when there is nothing to propose. */
  files: FixedFile[];
  /** Every check whose outcome would be another, asked for or not. */
  outcomes: { check: string; from: OutcomeState; to: OutcomeState }[];
  before: { score?: number; level?: Level };
  after: { score?: number; level?: Level };
}

/** What to propose. @public */
export interface FixRequest extends FixPlanRequest {
  /** Of the plan that was looked at. */
  commit: string;
  /** The user's own token for the host; it is neither kept nor logged. */
  token?: string;
}

/** A proposal that fixes checks of a component. @public */
export interface FixProposal {
  id: string;
  entityRef: string;
  checks: string[];
  state: 'open' | 'merged' | 'closed';
  /** Web address of the proposal. */
  url: string;
  /** The host's number of it. */
  number: number;
  title: string;
  /** Entity ref of the user. */
  openedBy: string;
  /** ISO date-time. */
  openedAt: string;
  /** ISO date-time; undefined while it is open. */
  endedAt?: string;
}
