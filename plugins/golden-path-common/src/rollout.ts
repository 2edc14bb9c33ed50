/**
 * How far a rollout is:
 *
 * - `running`: proposals are opened, stage by stage.
 * - `paused`: nothing is opened; what is open may be merged.
 * - `stopped`: ended before its end, by a person or by itself, see `reason`.
 * - `done`: every component was proposed to, and every proposal has ended.
 *
 * @public
 */
export type RolloutState = 'running' | 'paused' | 'stopped' | 'done';

/**
 * How far one component of a rollout is:
 *
 * - `waiting`: its stage has not begun, or it could not be proposed to yet.
 * - `open`, `merged`, `closed`: its proposal.
 * - `skipped`: it cannot or need not be upgraded, see `problem`.
 *
 * @public
 */
export type RolloutComponentState =
  | 'waiting'
  | 'open'
  | 'merged'
  | 'closed'
  | 'skipped';

/** Which components a rollout is for: all of the template that are on an older version, unless it says less. @public */
export interface RolloutSelection {
  /** Entity refs of owners; 1 to 100. */
  owners?: string[];
  /** Entity refs of components; 1 to 1,000. */
  components?: string[];
}

/** What a rollout is made from. @public */
export interface CreateRolloutRequest {
  /** E.g. `template:default/typescript-service`. */
  templateRef: string;
  /** Default: the newest. */
  version?: string;
  /** Percent of the components, up to and including each stage; rising, and 100 at the end. Default: 5, 20, 100. */
  stages?: number[];
  /** 0 to 1: the share of a stage that must be merged before the next one begins. Default: 0.8. */
  mergeShare?: number;
  selection?: RolloutSelection;
}

/** How many components are in which state. @public */
export type RolloutProgress = Record<RolloutComponentState, number> & {
  total: number;
};

/** Takes a version of a template to many components, in stages. @public */
export interface Rollout {
  id: string;
  templateRef: string;
  version: string;
  /** Percent, rising, 100 at the end. */
  stages: number[];
  mergeShare: number;
  selection: RolloutSelection;
  state: RolloutState;
  /** The stage that is going on, from 1. */
  stage: number;
  /** Why it is paused or was stopped. */
  reason?: string;
  progress: RolloutProgress;
  /** Entity ref. */
  createdBy: string;
  /** ISO date-time. */
  createdAt: string;
  endedAt?: string;
}

/** One component of a rollout. @public */
export interface RolloutComponent {
  entityRef: string;
  /** From 1. */
  stage: number;
  state: RolloutComponentState;
  /** Web address of the proposal. */
  url?: string;
  /** Why it was skipped, or why it waits. */
  problem?: string;
  /** Conformity score when it was proposed, and after the merge; undefined where not known. */
  scoreBefore?: number;
  scoreAfter?: number;
}

/** A rollout with its components, by stage. @public */
export interface RolloutDetail extends Rollout {
  components: RolloutComponent[];
}
